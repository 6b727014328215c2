//! Numbers modulo the prime of BELENIOS-2048 (5-voting, section 1.2): what its ballots need of a
//! processor, the constants, and the decimal spelling.
//!
//! A number modulo p is kept times the factor of Montgomery (1985) that suits the processor, so that
//! the reduction after a product costs no division. What is compared or spelt is taken out of it.

use std::sync::LazyLock;

use crate::lanes::MOST;
use crate::limbs::Words;

/// 64-bit words of a number.
pub const WORDS: usize = 32;

/// A number below 2^2048, lowest word first.
pub type Number = [u64; WORDS];

/// The prime, the order of the group and its generator: Belenios, section 5.1.1.
pub const P: Number = number(
    b"20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719",
);
pub const Q: Words =
    [0xe202_6338_7d55_c491, 0xf0fa_90c2_168b_c709, 0xf4da_a0f2_579d_b7f2, 0xadb6_066a_7352_2565];
pub const G: Number = number(
    b"2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627",
);

/// The number that decimal digits spell.
const fn number(digits: &[u8]) -> Number {
    let mut out = [0; WORDS];
    let mut digit = 0;
    while digit < digits.len() {
        let (mut carry, mut i) = ((digits[digit] - b'0') as u128, 0);
        while i < WORDS {
            carry += out[i] as u128 * 10;
            out[i] = carry as u64;
            carry >>= 64;
            i += 1;
        }
        digit += 1;
    }
    out
}

/// `WIDTH` numbers modulo p side by side, none of them 0, each times the factor of this kind.
pub trait Residues: Clone + Send + Sync + 'static {
    /// How many.
    const WIDTH: usize;
    /// Words of one in a table, whole lines of memory.
    const ROW: usize;

    /// One, in every lane.
    fn one() -> Self;
    /// Takes numbers in; what lies beyond the width is left out.
    fn of(numbers: &[Number; MOST]) -> Self;
    /// The numbers below p; what lies beyond the width is 0.
    fn numbers(&self) -> [Number; MOST];
    /// Becomes the product.
    fn times(&mut self, other: &Self);
    /// Becomes its square.
    fn square(&mut self);
    /// The entry of each lane of a table; `at` counts words.
    fn load(table: &[u64], at: &[usize; MOST]) -> Self;
    /// Asks the memory for what `load` will want soon.
    fn fetch(_table: &[u64], _at: &[usize; MOST]) {}
    /// Puts the number of each lane into a table.
    fn store(&self, table: &mut [u64], at: &[usize; MOST]);

    /// The first lane, which all that is not done side by side takes.
    fn first(&self) -> Number {
        self.numbers()[0]
    }
}

/// Whether a is below b.
pub fn is_below(a: &Number, b: &Number) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// a - b modulo 2^2048.
pub fn difference(a: &Number, b: &Number) -> Number {
    let mut borrow = false;
    std::array::from_fn(|i| {
        let (rest, first) = a[i].overflowing_sub(b[i]);
        let (rest, second) = rest.overflowing_sub(u64::from(borrow));
        borrow = first | second;
        rest
    })
}

/// -1/p modulo 2^64: what a word is multiplied by to learn which multiple of p clears it.
pub const CLEARING: u64 = {
    // By Newton's method: each step doubles the bits that are right, of which p itself gives three.
    let (mut inverse, mut step) = (P[0], 0);
    while step < 5 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(P[0].wrapping_mul(inverse)));
        step += 1;
    }
    inverse.wrapping_neg()
};

/// 2^exponent modulo p.
pub fn power_of_two(exponent: usize) -> Number {
    let mut power = [0; WORDS];
    power[0] = 1;
    for _ in 0..exponent {
        let over = power[WORDS - 1] >> 63 == 1;
        for i in (1..WORDS).rev() {
            power[i] = power[i] << 1 | power[i - 1] >> 63;
        }
        power[0] <<= 1;
        if over || !is_below(&power, &P) {
            power = difference(&power, &P);
        }
    }
    power
}

/// The most digits of a number below p.
pub const DIGITS: usize = 617;

/// Nineteen digits fill a word; so many words hold any number below 2^2048.
const FULL: u64 = 10_000_000_000_000_000_000;
const CHUNKS: usize = DIGITS.div_ceil(19);

/// How many of the first bytes are digits, if they may spell an element: none before it, no 0 first.
pub fn digits(text: &[u8]) -> Option<usize> {
    let length = text.iter().take(DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
    (length > 0 && length <= DIGITS && text[0] != b'0').then_some(length)
}

/// The number above 0 and below p that the text spells; None for anything else.
pub fn read(text: &[u8]) -> Option<Number> {
    if digits(text)? != text.len() {
        return None;
    }
    let mut out = [0; WORDS];
    for chunk in text.rchunks(19).rev() {
        let value = chunk.iter().fold(0, |value, digit| 10 * value + u64::from(digit - b'0'));
        let mut carry = u128::from(value);
        for word in &mut out {
            carry += u128::from(*word) * u128::from(FULL);
            *word = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            return None;
        }
    }
    is_below(&out, &P).then_some(out)
}

/// Words of a part of 10^627: one more than its digits need.
const PART: usize = CHUNKS + 1;

/// 2^(64 * 66) / 10^(19 * 33), rounded up.
static SHARE: LazyLock<[u64; PART]> = LazyLock::new(|| {
    let mut rest = [0; WORDS + PART + 1];
    rest[WORDS + PART] = 1;
    for _ in 0..CHUNKS {
        let mut over = 0;
        for word in rest.iter_mut().rev() {
            let whole = over << 64 | u128::from(*word);
            *word = (whole / u128::from(FULL)) as u64;
            over = whole % u128::from(FULL);
        }
    }
    rest[0] += 1; // it is even: no carry
    rest[..PART].try_into().expect("all above is 0")
});

/// Appends the digits of a number below 2^2048.
///
/// As a part of 10^627, in words after the point, which 10^19 then brings before the point one after
/// the other. The part is never too small, and too large by less than two of its lowest bit at first,
/// and by one of the word above each time that the lowest is left off: since a word holds a little
/// more than nineteen digits, always less than 2^-60 of what the next number would have more.
pub fn write(number: &Number, out: &mut Vec<u8>) {
    let mut product = [0; WORDS + PART];
    for i in 0..WORDS {
        let mut carry = 0u128;
        for j in 0..PART {
            carry += u128::from(product[i + j]) + u128::from(number[i]) * u128::from(SHARE[j]);
            product[i + j] = carry as u64;
            carry >>= 64;
        }
        product[i + PART] = carry as u64;
    }
    let mut part = &mut product[WORDS..];
    let mut text = [b'0'; 19 * CHUNKS];
    for digits in text.chunks_exact_mut(19) {
        let mut carry = u128::from(FULL); // the lowest bit more
        for word in &mut *part {
            carry += u128::from(*word) * u128::from(FULL);
            *word = carry as u64;
            carry >>= 64;
        }
        part = &mut part[1..];
        let mut value = carry as u64;
        for digit in digits.iter_mut().rev() {
            *digit += (value % 10) as u8;
            value /= 10;
        }
    }
    let zeros = text.iter().take(text.len() - 1).take_while(|&&digit| digit == b'0').count();
    out.extend(&text[zeros..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modp_single::Word;

    /// Numbers of every size, and those at the edges.
    fn some() -> Vec<Number> {
        let mut one = [0; WORDS];
        one[0] = 1;
        let mut all = vec![one, G, difference(&P, &one), power_of_two(2047), power_of_two(2080)];
        all.push(difference(&P, &power_of_two(1024)));
        for i in 1..40 {
            all.push(power_of_two(3000 + 97 * i));
        }
        all
    }

    #[test]
    fn digits_come_back() {
        for number in some() {
            let mut text = Vec::new();
            write(&number, &mut text);
            assert_eq!(read(&text), Some(number));
            text.insert(0, b'0');
            assert_eq!(read(&text), None);
        }
        let mut text = Vec::new();
        write(&P, &mut text);
        assert_eq!((text.len(), read(&text)), (DIGITS, None));
        write(&[u64::MAX; WORDS], &mut text);
        for wrong in [&b""[..], b"0", b"+1", b"1 ", &text, &[b'9'; DIGITS], &[b'1'; DIGITS + 1]] {
            assert_eq!(read(wrong), None);
        }
        let mut nought = Vec::new();
        write(&[0; WORDS], &mut nought);
        assert_eq!(nought, b"0");
    }

    #[test]
    fn both_kinds_multiply_alike() {
        let numbers = some();
        for pair in numbers.windows(2) {
            let (a, b) = ([pair[0]; MOST], [pair[1]; MOST]);
            let (mut product, mut square) = (Word::of(&a), Word::of(&a));
            product.times(&Word::of(&b));
            square.square();
            #[cfg(target_arch = "x86_64")]
            if crate::engine::Path::Ifma.available() {
                use crate::modp_ifma::Eight;
                let (mut eight, mut squares) = (Eight::of(&a), Eight::of(&a));
                eight.times(&Eight::of(&b));
                squares.square();
                assert_eq!(eight.numbers(), [product.first(); MOST]);
                assert_eq!(squares.numbers(), [square.first(); MOST]);
            }
            assert_eq!(Word::of(&a).first(), pair[0]);
        }
        assert_eq!(Word::one().first(), some()[0]);
    }
}
