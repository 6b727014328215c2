//! One number modulo p, by 64-bit words: where the processor has nothing better.

use std::sync::LazyLock;

use crate::lanes::MOST;
use crate::modp::{CLEARING, Number, P, Residues, WORDS, difference, is_below, power_of_two};

/// A number times 2^2048, below p.
#[derive(Clone)]
pub struct Word(Number);

/// The squares of the factor, by which a number is brought in.
static INTO: LazyLock<Number> = LazyLock::new(|| power_of_two(2 * 64 * WORDS));
static ONE: LazyLock<Number> = LazyLock::new(|| power_of_two(64 * WORDS));

/// The sum of three words, of which the last is 0 or 1, and what it carries.
#[inline(always)]
fn sum(a: u64, b: u64, carry: bool) -> (u64, bool) {
    let (sum, first) = a.overflowing_add(b);
    let (sum, second) = sum.overflowing_add(u64::from(carry));
    (sum, first | second)
}

/// Adds words, eight or a multiple of it, times a factor to as many others, and `above` to the
/// lowest; gives the word above them.
///
/// Eight words at a time, the products first, so that two chains of carries remain and no more.
#[inline(always)]
fn add_row(sums: &mut [u64], a: &[u64], factor: u64, mut above: u64) -> u64 {
    for (sums, a) in sums.chunks_exact_mut(8).zip(a.chunks_exact(8)) {
        let (mut low, mut high) = ([0; 8], [0; 8]);
        for k in 0..8 {
            let product = u128::from(a[k]) * u128::from(factor);
            (low[k], high[k]) = (product as u64, (product >> 64) as u64);
        }
        let mut carry;
        (low[0], carry) = sum(low[0], above, false);
        for k in 1..8 {
            (low[k], carry) = sum(low[k], high[k - 1], carry);
        }
        above = high[7] + u64::from(carry);
        carry = false;
        for k in 0..8 {
            (sums[k], carry) = sum(sums[k], low[k], carry);
        }
        above += u64::from(carry);
    }
    above
}

/// What a number below p 2^2048 is divided by 2^2048, modulo p.
#[inline(always)]
fn reduced(mut sums: [u64; 2 * WORDS]) -> Number {
    let mut carry = false;
    for i in 0..WORDS {
        let clearing = sums[i].wrapping_mul(CLEARING);
        let above = add_row(&mut sums[i..], &P, clearing, 0);
        (sums[i + WORDS], carry) = sum(sums[i + WORDS], above, carry);
    }
    let out = sums[WORDS..].try_into().expect("the upper half");
    if carry || !is_below(&out, &P) { difference(&out, &P) } else { out }
}

/// a b / 2^2048 modulo p.
#[inline(always)]
fn product(a: &Number, b: &Number) -> Number {
    let mut sums = [0; 2 * WORDS];
    for i in 0..WORDS {
        sums[i + WORDS] = add_row(&mut sums[i..], a, b[i], 0);
    }
    reduced(sums)
}

/// a a / 2^2048 modulo p: what stands twice in it is computed once.
#[inline(always)]
fn square(a: &Number) -> Number {
    let mut sums = [0; 2 * WORDS];
    for i in 0..WORDS {
        let mut carry = 0u128;
        let end = (i + 1).next_multiple_of(8);
        for j in i + 1..end {
            carry += u128::from(sums[i + j]) + u128::from(a[i]) * u128::from(a[j]);
            sums[i + j] = carry as u64;
            carry >>= 64;
        }
        sums[i + WORDS] = add_row(&mut sums[i + end..], &a[end..], a[i], carry as u64);
    }
    let (mut over, mut carry) = (0, false);
    for i in 0..WORDS {
        let of_one = u128::from(a[i]) * u128::from(a[i]);
        for (at, word) in [(2 * i, of_one as u64), (2 * i + 1, (of_one >> 64) as u64)] {
            let twice = sums[at] << 1 | over;
            over = sums[at] >> 63;
            (sums[at], carry) = sum(twice, word, carry);
        }
    }
    reduced(sums)
}

/// The same, compiled for processors that multiply without touching the carry.
#[cfg(target_arch = "x86_64")]
mod newer {
    use super::Number;

    #[target_feature(enable = "bmi2,adx")]
    pub fn product(a: &Number, b: &Number) -> Number {
        super::product(a, b)
    }

    #[target_feature(enable = "bmi2,adx")]
    pub fn square(a: &Number) -> Number {
        super::square(a)
    }
}

/// Calls one of the two above.
macro_rules! fastest {
    ($call:ident $args:tt) => {{
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("bmi2") && std::arch::is_x86_feature_detected!("adx") {
            // SAFETY: the processor has the instructions.
            return unsafe { newer::$call $args };
        }
        $call $args
    }};
}

fn product_of(a: &Number, b: &Number) -> Number {
    fastest!(product(a, b))
}

fn square_of(a: &Number) -> Number {
    fastest!(square(a))
}

impl Residues for Word {
    const WIDTH: usize = 1;
    const ROW: usize = WORDS;

    fn one() -> Self {
        Self(*ONE)
    }

    fn of(numbers: &[Number; MOST]) -> Self {
        Self(product_of(&numbers[0], &INTO))
    }

    fn numbers(&self) -> [Number; MOST] {
        let (mut out, mut one) = ([[0; WORDS]; MOST], [0; WORDS]);
        one[0] = 1;
        out[0] = product_of(&self.0, &one);
        out
    }

    fn times(&mut self, other: &Self) {
        self.0 = product_of(&self.0, &other.0);
    }

    fn square(&mut self) {
        self.0 = square_of(&self.0);
    }

    fn load(table: &[u64], at: &[usize; MOST]) -> Self {
        Self(table[at[0]..at[0] + WORDS].try_into().expect("so many words"))
    }

    fn store(&self, table: &mut [u64], at: &[usize; MOST]) {
        table[at[0]..at[0] + WORDS].copy_from_slice(&self.0);
    }
}
