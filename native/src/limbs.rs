//! One element of the field of 2^255 - 19, as five limbs of 51 bits, and its one 32-byte form.
//!
//! Whatever is compared, spelt or taken apart passes through here, one element at a time; what is
//! multiplied is in `lanes`.

/// Limbs, lowest first; the value is the sum of `limb[i] * 2^(51 i)`, each limb below 2^52.
pub type Limbs = [u64; 5];

/// A 256-bit number in 64-bit words, lowest first.
pub type Words = [u64; 4];

/// The lowest 51 bits.
pub const MASK: u64 = (1 << 51) - 1;

/// p = 2^255 - 19.
pub const P: Words = [0xffff_ffff_ffff_ffed, u64::MAX, u64::MAX, u64::MAX >> 1];

/// Zero and one.
pub const ZERO: Limbs = [0; 5];
pub const ONE: Limbs = [1, 0, 0, 0, 0];

/// Whether a is below b.
pub fn below(a: &Words, b: &Words) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// A number below 2^255 as limbs.
pub fn from_words(w: &Words) -> Limbs {
    [
        w[0] & MASK,
        (w[0] >> 51 | w[1] << 13) & MASK,
        (w[1] >> 38 | w[2] << 26) & MASK,
        (w[2] >> 25 | w[3] << 39) & MASK,
        w[3] >> 12 & MASK,
    ]
}

/// The one number below p that the limbs stand for.
pub fn canonical(limbs: &Limbs) -> Words {
    let mut l = *limbs;
    // Twice, so that the carry out of the top has come to rest: then the value is below 2^255 + 2^6.
    for _ in 0..2 {
        carry(&mut l);
    }
    // It is at least p exactly where adding 19 reaches 2^255.
    let mut q = (l[0] + 19) >> 51;
    for limb in &l[1..] {
        q = (limb + q) >> 51;
    }
    l[0] += 19 * q;
    for i in 0..4 {
        l[i + 1] += l[i] >> 51;
        l[i] &= MASK;
    }
    l[4] &= MASK;
    [l[0] | l[1] << 51, l[1] >> 13 | l[2] << 38, l[2] >> 26 | l[3] << 25, l[3] >> 39 | l[4] << 12]
}

fn carry(l: &mut Limbs) {
    for i in 0..4 {
        l[i + 1] += l[i] >> 51;
        l[i] &= MASK;
    }
    l[0] += 19 * (l[4] >> 51);
    l[4] &= MASK;
}

/// The negative of a canonical number.
pub fn negated(w: &Words) -> Words {
    if *w == [0; 4] { *w } else { minus(&P, w) }
}

/// a - b, where a is not below b.
pub fn minus(a: &Words, b: &Words) -> Words {
    let mut out = [0; 4];
    let mut borrow = false;
    for i in 0..4 {
        let (d, first) = a[i].overflowing_sub(b[i]);
        let (d, second) = d.overflowing_sub(u64::from(borrow));
        (out[i], borrow) = (d, first | second);
    }
    out
}

/// a + b, which must fit.
pub fn plus(a: &Words, b: &Words) -> Words {
    let mut out = [0; 4];
    let mut carry = false;
    for i in 0..4 {
        let (s, first) = a[i].overflowing_add(b[i]);
        let (s, second) = s.overflowing_add(u64::from(carry));
        (out[i], carry) = (s, first | second);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_from_p_on_are_brought_below_it() {
        let limbs_of_p = [MASK - 18, MASK, MASK, MASK, MASK];
        assert_eq!(canonical(&limbs_of_p), [0; 4]);
        assert_eq!(canonical(&[MASK, MASK, MASK, MASK, MASK]), [18, 0, 0, 0]);
        assert_eq!(canonical(&[MASK - 19, MASK, MASK, MASK, MASK]), minus(&P, &[1, 0, 0, 0]));
        let most = [(1 << 52) - 1; 5];
        // 2 (2^255 - 1) + (1 + 2^51 + ...), which is 36 + 2^51 + ... + 1 modulo p.
        let sum = [37, 1, 1, 1, 1];
        assert_eq!(canonical(&most), canonical(&sum));
    }

    #[test]
    fn words_come_back() {
        for w in [[0; 4], [1, 2, 3, 4], minus(&P, &[1, 0, 0, 0]), [u64::MAX, 0, u64::MAX, 7]] {
            assert_eq!(canonical(&from_words(&w)), w);
            assert_eq!(plus(&minus(&P, &w), &w), P);
        }
    }
}
