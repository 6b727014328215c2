//! One lane, by products of 64-bit words: for any processor.

use crate::lanes::{Lanes, MOST, row};
use crate::limbs::{Limbs, MASK};

/// One field element.
#[derive(Clone, Copy)]
pub struct Single(Limbs);

/// 2^9 p, with limbs above those of any product.
const BIAS: Limbs = [(MASK - 18) << 9, MASK << 9, MASK << 9, MASK << 9, MASK << 9];

impl Lanes for Single {
    const WIDTH: usize = 1;
    type Raw = Limbs;
    type Mask = bool;

    #[inline(always)]
    fn splat(limbs: Limbs) -> Self {
        Self(limbs)
    }

    #[inline(always)]
    fn gather(lanes: &[Limbs; MOST]) -> Self {
        Self(lanes[0])
    }

    #[inline(always)]
    fn scatter(self, lanes: &mut [Limbs; MOST]) {
        lanes[0] = self.0;
    }

    #[inline(always)]
    fn mask(lanes: &[bool; MOST]) -> bool {
        lanes[0]
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Limbs {
        let (a, b) = (self.0, other.0);
        let m = |x: u64, y: u64| u128::from(x) * u128::from(y);
        let f = [0, 19 * b[1], 19 * b[2], 19 * b[3], 19 * b[4]];
        settle([
            m(a[0], b[0]) + m(a[1], f[4]) + m(a[2], f[3]) + m(a[3], f[2]) + m(a[4], f[1]),
            m(a[0], b[1]) + m(a[1], b[0]) + m(a[2], f[4]) + m(a[3], f[3]) + m(a[4], f[2]),
            m(a[0], b[2]) + m(a[1], b[1]) + m(a[2], b[0]) + m(a[3], f[4]) + m(a[4], f[3]),
            m(a[0], b[3]) + m(a[1], b[2]) + m(a[2], b[1]) + m(a[3], b[0]) + m(a[4], f[4]),
            m(a[0], b[4]) + m(a[1], b[3]) + m(a[2], b[2]) + m(a[3], b[1]) + m(a[4], b[0]),
        ])
    }

    #[inline(always)]
    fn square(self) -> Limbs {
        let a = self.0;
        let m = |x: u64, y: u64| u128::from(x) * u128::from(y);
        let (d0, d1, d2) = (2 * a[0], 2 * a[1], 2 * a[2]);
        let (f3, f4) = (19 * a[3], 19 * a[4]);
        settle([
            m(a[0], a[0]) + m(d1, f4) + m(d2, f3),
            m(d0, a[1]) + m(d2, f4) + m(a[3], f3),
            m(d0, a[2]) + m(a[1], a[1]) + m(2 * a[3], f4),
            m(d0, a[3]) + m(d1, a[2]) + m(a[4], f4),
            m(d0, a[4]) + m(d1, a[3]) + m(a[2], a[2]),
        ])
    }

    #[inline(always)]
    fn raw(self) -> Limbs {
        self.0
    }

    #[inline(always)]
    fn plus(a: Limbs, b: Limbs) -> Limbs {
        [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]]
    }

    #[inline(always)]
    fn minus(a: Limbs, b: Limbs) -> Limbs {
        let mut out = Self::plus(a, BIAS);
        for i in 0..5 {
            out[i] -= b[i];
        }
        out
    }

    #[inline(always)]
    fn negate_where(mask: bool, a: Limbs) -> Limbs {
        if mask { Self::minus([0; 5], a) } else { a }
    }

    #[inline(always)]
    fn carry(r: Limbs) -> Self {
        Self([
            (r[0] & MASK) + 19 * (r[4] >> 51),
            (r[1] & MASK) + (r[0] >> 51),
            (r[2] & MASK) + (r[1] >> 51),
            (r[3] & MASK) + (r[2] >> 51),
            (r[4] & MASK) + (r[3] >> 51),
        ])
    }

    #[inline(always)]
    fn select(mask: bool, a: Self, b: Self) -> Self {
        if mask { a } else { b }
    }

    #[inline(always)]
    fn load<const N: usize>(table: &[u64], at: &[usize; MOST]) -> [Self; N] {
        let entry = &table[at[0]..at[0] + row(N)];
        std::array::from_fn(|i| Self(std::array::from_fn(|limb| entry[5 * i + limb])))
    }

    #[inline(always)]
    fn store<const N: usize>(elements: &[Self; N], table: &mut [u64], at: &[usize; MOST]) {
        let entry = &mut table[at[0]..at[0] + row(N)];
        for (i, element) in elements.iter().enumerate() {
            entry[5 * i..5 * i + 5].copy_from_slice(&element.0);
        }
    }
}

/// Limbs below 2^51 + 2^14 of five sums of products.
#[inline(always)]
fn settle(mut c: [u128; 5]) -> Limbs {
    let mut out = [0; 5];
    for i in 0..4 {
        c[i + 1] += c[i] >> 51;
        out[i] = c[i] as u64 & MASK;
    }
    out[4] = c[4] as u64 & MASK;
    // Below 2^57, so that nineteen of it fit.
    out[0] += 19 * (c[4] >> 51) as u64;
    out[1] += out[0] >> 51;
    out[0] &= MASK;
    out
}
