//! How elements, exponents and hashes are spelt in documents: hexadecimal, decimal, base64.

use crate::limbs::{Words, below};

/// The number that 64 lower-case hexadecimal digits spell, highest first; None for anything else.
pub fn hex(text: &[u8]) -> Option<Words> {
    let text: &[u8; 64] = text.try_into().ok()?;
    let mut out = [0; 4];
    let mut wrong = 0;
    for (i, &digit) in text.iter().enumerate() {
        let value = HEX[usize::from(digit)];
        wrong |= value;
        out[3 - i / 16] = out[3 - i / 16] << 4 | u64::from(value & 15);
    }
    (wrong < 16).then_some(out)
}

const HEX: [u8; 256] = {
    let mut table = [0xff; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    table
};

/// Appends the 64 digits of a number.
pub fn write_hex(words: &Words, out: &mut Vec<u8>) {
    for word in words.iter().rev() {
        for byte in word.to_be_bytes() {
            out.extend([
                b"0123456789abcdef"[usize::from(byte >> 4)],
                b"0123456789abcdef"[usize::from(byte & 15)],
            ]);
        }
    }
}

/// The most digits of an exponent, whichever the group.
const DIGITS: usize = 77;

/// The exponent below q that canonical decimal digits spell, and how many digits there are.
///
/// Reads up to the first byte that is no digit; None where there is none, for a leading zero, and
/// for q and more.
pub fn decimal(text: &[u8], q: &Words) -> Option<(Words, usize)> {
    let length = text.iter().take(DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 || length > DIGITS || (text[0] == b'0' && length > 1) {
        return None;
    }
    let mut padded = [b'0'; 80];
    padded[80 - length..].copy_from_slice(&text[..length]);
    let mut out = [0u64; 4];
    for chunk in padded.chunks_exact(16) {
        let mut carry = u128::from(eight(&chunk[..8]) * 100_000_000 + eight(&chunk[8..]));
        for word in &mut out {
            carry += u128::from(*word) * 10_000_000_000_000_000;
            *word = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            return None;
        }
    }
    below(&out, q).then_some((out, length))
}

/// The number of eight decimal digits, two, then four, then all at once.
fn eight(digits: &[u8]) -> u64 {
    let word = u64::from_le_bytes(digits.try_into().expect("eight digits")) - 0x3030_3030_3030_3030;
    let pairs = (word.wrapping_mul(10) + (word >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff
}

/// A hash in base64 without padding.
pub fn base64(hash: &[u8; 32]) -> [u8; 43] {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = [0; 43];
    for (i, letter) in out.iter_mut().enumerate() {
        let (byte, bit) = (6 * i / 8, 6 * i % 8);
        let next = hash.get(byte + 1).copied().unwrap_or(0);
        let pair = u16::from(hash[byte]) << 8 | u16::from(next);
        *letter = letters[usize::from(pair >> (10 - bit) & 63)];
    }
    out
}

/// A hash as a number, highest byte first.
pub fn number(hash: &[u8; 32]) -> Words {
    std::array::from_fn(|i| {
        let end = 32 - 8 * i;
        u64::from_be_bytes(hash[end - 8..end].try_into().expect("eight bytes"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modq::Q;

    #[test]
    fn decimals_have_one_spelling_and_end_at_q() {
        let q = b"7237005577332262213973186563042994240857116359379907606001950938285454250989";
        assert_eq!(decimal(q, &Q), None);
        let mut last = *q;
        last[75] = b'8';
        let mut words = Q;
        words[0] -= 1;
        assert_eq!(decimal(&last, &Q), Some((words, 76)));
        assert_eq!(decimal(b"0\"", &Q), Some(([0; 4], 1)));
        assert_eq!(decimal(b"18446744073709551617,", &Q), Some(([1, 1, 0, 0], 20)));
        for wrong in [&b""[..], b"00", b"01", b"-1", b"+1", b" 1", &[b'1'; 78], &[b'9'; 76]] {
            assert_eq!(decimal(wrong, &Q), None);
        }
    }

    #[test]
    fn hexadecimal_digits_are_lower_case_and_sixty_four() {
        let text = b"00000000000000030000000000000002000000000000000100000000000000af";
        assert_eq!(hex(text), Some([0xaf, 1, 2, 3]));
        let mut again = Vec::new();
        write_hex(&[0xaf, 1, 2, 3], &mut again);
        assert_eq!(again, text);
        assert_eq!(hex(&text[1..]), None);
        let mut capital = *text;
        capital[63] = b'F';
        assert_eq!(hex(&capital), None);
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        assert_eq!(&base64(&[0xff; 32]), b"//////////////////////////////////////////8");
        let counted = std::array::from_fn(|i| i as u8);
        assert_eq!(&base64(&counted), b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(number(&counted)[0], 0x1819_1a1b_1c1d_1e1f);
    }
}
