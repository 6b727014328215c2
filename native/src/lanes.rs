//! Several field elements side by side: what the curve needs of a processor.
//!
//! An element is *tight*, with limbs below 2^51 + 2^16, so that a product never sees a limb of more
//! than 52 bits. A product comes *raw*, not carried, so that sums and differences of products cost a
//! few additions and one carry: every `carry` here stands for one of the products that follow.

use crate::limbs::Limbs;

/// The most lanes that any processor here has; arrays by lane are this long.
pub const MOST: usize = 8;

/// `WIDTH` field elements side by side.
pub trait Lanes: Copy + Send + Sync + 'static {
    /// How many.
    const WIDTH: usize;
    /// A sum of products that has not been carried yet.
    type Raw: Copy;
    /// A choice for each lane.
    type Mask: Copy;

    /// The same element in every lane.
    fn splat(limbs: Limbs) -> Self;
    /// An element for each lane, limbs below 2^52.
    fn gather(lanes: &[Limbs; MOST]) -> Self;
    /// The elements by lane; what is beyond the width is left as it was.
    fn scatter(self, lanes: &mut [Limbs; MOST]);
    /// A choice for each lane.
    fn mask(lanes: &[bool; MOST]) -> Self::Mask;

    /// The product; below 2^59 in each limb.
    fn mul(self, other: Self) -> Self::Raw;
    /// The square; below 2^59 in each limb.
    fn square(self) -> Self::Raw;
    /// The element as a sum of one product.
    fn raw(self) -> Self::Raw;
    /// a + b.
    fn plus(a: Self::Raw, b: Self::Raw) -> Self::Raw;
    /// a - b, for b a product, or the negative of one.
    fn minus(a: Self::Raw, b: Self::Raw) -> Self::Raw;
    /// -a in the lanes that are chosen, for a product a.
    fn negate_where(mask: Self::Mask, a: Self::Raw) -> Self::Raw;
    /// A tight element, from limbs below 2^62.
    fn carry(raw: Self::Raw) -> Self;
    /// a where chosen, else b.
    fn select(mask: Self::Mask, a: Self, b: Self) -> Self;

    /// N elements for each lane, from a table of `row(N)` words an entry; `at` counts words.
    fn load<const N: usize>(table: &[u64], at: &[usize; MOST]) -> [Self; N];
    /// Asks the memory for what `load` will want soon.
    #[inline(always)]
    fn fetch<const N: usize>(_table: &[u64], _at: &[usize; MOST]) {}
    /// Puts N elements for each lane into such a table.
    fn store<const N: usize>(elements: &[Self; N], table: &mut [u64], at: &[usize; MOST]);
}

/// Words of a table entry of so many elements: whole lines of memory.
pub const fn row(elements: usize) -> usize {
    (elements * 5).next_multiple_of(8)
}

/// a b, carried.
#[inline(always)]
pub fn mul<L: Lanes>(a: L, b: L) -> L {
    L::carry(a.mul(b))
}

/// a^2, carried.
#[inline(always)]
pub fn square<L: Lanes>(a: L) -> L {
    L::carry(a.square())
}

/// a to the power 2^n.
#[inline(always)]
pub fn squared<L: Lanes>(mut a: L, n: usize) -> L {
    for _ in 0..n {
        a = square(a);
    }
    a
}

/// (a^(2^250 - 1), a^11): where the powers that end in -1 and -2 meet.
#[inline(always)]
fn long_power<L: Lanes>(a: L) -> (L, L) {
    let a2 = square(a);
    let a9 = mul(squared(a2, 2), a);
    let a11 = mul(a9, a2);
    let e5 = mul(square(a11), a9); // a^(2^5 - 1)
    let e10 = mul(squared(e5, 5), e5);
    let e20 = mul(squared(e10, 10), e10);
    let e40 = mul(squared(e20, 20), e20);
    let e50 = mul(squared(e40, 10), e10);
    let e100 = mul(squared(e50, 50), e50);
    let e200 = mul(squared(e100, 100), e100);
    (mul(squared(e200, 50), e50), a11)
}

/// a^(2^252 - 3), with which square roots are found.
#[inline(always)]
pub fn root_power<L: Lanes>(a: L) -> L {
    mul(squared(long_power(a).0, 2), a)
}

/// a^(p - 2): the inverse, and 0 for 0.
#[inline(always)]
pub fn inverse<L: Lanes>(a: L) -> L {
    let (long, a11) = long_power(a);
    mul(squared(long, 5), a11)
}
