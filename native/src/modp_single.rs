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

/// a b / 2^2048 modulo p.
fn product(a: &Number, b: &Number) -> Number {
    let (mut sum, mut top) = ([0; WORDS], 0);
    for i in 0..WORDS {
        let low = u128::from(sum[0]) + u128::from(a[0]) * u128::from(b[i]);
        let clearing = (low as u64).wrapping_mul(CLEARING);
        let mut of_b = low >> 64;
        let mut of_p = (u128::from(low as u64) + u128::from(clearing) * u128::from(P[0])) >> 64;
        for j in 1..WORDS {
            of_b += u128::from(sum[j]) + u128::from(a[j]) * u128::from(b[i]);
            of_p += u128::from(of_b as u64) + u128::from(clearing) * u128::from(P[j]);
            sum[j - 1] = of_p as u64;
            of_b >>= 64;
            of_p >>= 64;
        }
        let last = u128::from(top) + of_b + of_p;
        sum[WORDS - 1] = last as u64;
        top = (last >> 64) as u64;
    }
    if top == 1 || !is_below(&sum, &P) { difference(&sum, &P) } else { sum }
}

impl Residues for Word {
    const WIDTH: usize = 1;
    const ROW: usize = WORDS;

    fn one() -> Self {
        Self(*ONE)
    }

    fn of(numbers: &[Number; MOST]) -> Self {
        Self(product(&numbers[0], &INTO))
    }

    fn numbers(&self) -> [Number; MOST] {
        let (mut out, mut one) = ([[0; WORDS]; MOST], [0; WORDS]);
        one[0] = 1;
        out[0] = product(&self.0, &one);
        out
    }

    fn times(&mut self, other: &Self) {
        self.0 = product(&self.0, &other.0);
    }

    fn square(&mut self) {
        self.0 = product(&self.0, &self.0);
    }

    fn load(table: &[u64], at: &[usize; MOST]) -> Self {
        Self(table[at[0]..at[0] + WORDS].try_into().expect("so many words"))
    }

    fn store(&self, table: &mut [u64], at: &[usize; MOST]) {
        table[at[0]..at[0] + WORDS].copy_from_slice(&self.0);
    }
}
