//! The curve of Ed25519, -x^2 + y^2 = 1 + d x^2 y^2, several points side by side.
//!
//! Extended coordinates and complete formulas of Hisil, Wong, Carter and Dawson, "Twisted Edwards
//! curves revisited" (2008), sections 3.1 and 3.3: they hold for every two points, the neutral one
//! and equal ones among them, so that no case is left out.

use crate::lanes::{Lanes, MOST, inverse, mul, root_power, square};
use crate::limbs::{Limbs, ONE, P, Words, ZERO, below, canonical, from_words, negated};

/// d = -121665 / 121666.
pub const D: Words =
    [0x75eb_4dca_1359_78a3, 0x0070_0a4d_4141_d8ab, 0x8cc7_4079_7779_e898, 0x5203_6cee_2b6f_fe73];
/// 1 / d.
const D_INVERSE: Words =
    [0x25e0_f276_cdc9_f843, 0x0b5d_d698_4279_542e, 0x2b16_2114_cdb9_cf66, 0x4090_7ed2_14d5_ce43];
/// 2 d.
const D2: Words =
    [0xebd6_9b94_26b2_f159, 0x00e0_149a_8283_b156, 0x198e_80f2_eef3_d130, 0x2406_d9dc_56df_fce7];
/// A square root of -1: 2^((p - 1) / 4).
const ROOT: Words =
    [0xc4ee_1b27_4a0e_a0b0, 0x2f43_1806_ad2f_e478, 0x2b4d_0099_3dfb_d7a7, 0x2b83_2480_4fc1_df0b];

/// (X : Y : Z), x = X / Z, y = Y / Z: what is doubled.
#[derive(Clone, Copy)]
pub struct Projective<L> {
    pub x: L,
    pub y: L,
    pub z: L,
}

/// Y - X, Y + X, Z and T = X Y / Z: what is added to.
#[derive(Clone, Copy)]
pub struct Extended<L> {
    pub less: L,
    pub more: L,
    pub z: L,
    pub t: L,
}

/// Y - X, Y + X, 2 Z and 2 d T: what is added.
#[derive(Clone, Copy)]
pub struct Cached<L> {
    pub less: L,
    pub more: L,
    pub z2: L,
    pub t2d: L,
}

/// y - x, y + x and 2 d x y: what is added, of a point with Z = 1.
#[derive(Clone, Copy)]
pub struct Affine<L> {
    pub less: L,
    pub more: L,
    pub t2d: L,
}

/// E, F, G, H, of which X = E F, Y = G H, Z = F G, T = E H: a sum before it is finished.
#[derive(Clone, Copy)]
pub struct Completed<L> {
    e: L,
    f: L,
    g: L,
    h: L,
}

impl<L: Lanes> Completed<L> {
    #[inline(always)]
    pub fn projective(self) -> Projective<L> {
        Projective { x: mul(self.e, self.f), y: mul(self.g, self.h), z: mul(self.f, self.g) }
    }

    #[inline(always)]
    pub fn extended(self) -> Extended<L> {
        let (x, y) = (self.e.mul(self.f), self.g.mul(self.h));
        Extended {
            less: L::carry(L::minus(y, x)),
            more: L::carry(L::plus(y, x)),
            z: mul(self.f, self.g),
            t: mul(self.e, self.h),
        }
    }
}

impl<L: Lanes> Projective<L> {
    #[inline(always)]
    pub fn double(&self) -> Completed<L> {
        let (a, b, zz) = (self.x.square(), self.y.square(), self.z.square());
        let xy = self.x.mul(self.y);
        let c = L::plus(zz, zz);
        Completed {
            e: L::carry(L::plus(xy, xy)),
            f: L::carry(L::minus(L::plus(c, a), b)),
            g: L::carry(L::minus(b, a)),
            h: L::carry(L::plus(a, b)),
        }
    }

    /// Whether the point of each lane is the neutral one.
    #[inline(always)]
    pub fn neutral(&self) -> [bool; MOST] {
        let zero = zeros(self.x);
        let same = zeros(L::carry(L::minus(self.y.raw(), self.z.raw())));
        std::array::from_fn(|lane| zero[lane] && same[lane])
    }
}

impl<L: Lanes> Extended<L> {
    /// The neutral point in every lane.
    #[inline(always)]
    pub fn identity() -> Self {
        let one = L::splat(ONE);
        Self { less: one, more: one, z: one, t: L::splat(ZERO) }
    }

    #[inline(always)]
    pub fn of(point: &Flat<L>) -> Self {
        let (x, y) = (point.x.raw(), point.y.raw());
        Self {
            less: L::carry(L::minus(y, x)),
            more: L::carry(L::plus(y, x)),
            z: L::splat(ONE),
            t: mul(point.x, point.y),
        }
    }

    /// (2 X : 2 Y : 2 Z), which is the same point.
    #[inline(always)]
    pub fn projective(&self) -> Projective<L> {
        let (less, more, z) = (self.less.raw(), self.more.raw(), self.z.raw());
        Projective {
            x: L::carry(L::minus(more, less)),
            y: L::carry(L::plus(more, less)),
            z: L::carry(L::plus(z, z)),
        }
    }

    #[inline(always)]
    pub fn cached(&self) -> Cached<L> {
        let z = self.z.raw();
        Cached {
            less: self.less,
            more: self.more,
            z2: L::carry(L::plus(z, z)),
            t2d: mul(self.t, L::splat(from_words(&D2))),
        }
    }

    /// The sum, the second point negated in the lanes that are chosen.
    #[inline(always)]
    pub fn add(&self, q: &Cached<L>, negative: L::Mask) -> Completed<L> {
        self.joined(q.less, q.more, q.t2d, self.z.mul(q.z2), negative)
    }

    #[inline(always)]
    pub fn add_affine(&self, q: &Affine<L>, negative: L::Mask) -> Completed<L> {
        let z = self.z.raw();
        self.joined(q.less, q.more, q.t2d, L::plus(z, z), negative)
    }

    #[inline(always)]
    fn joined(&self, less: L, more: L, t2d: L, d: L::Raw, negative: L::Mask) -> Completed<L> {
        let a = self.less.mul(L::select(negative, more, less));
        let b = self.more.mul(L::select(negative, less, more));
        let c = L::negate_where(negative, self.t.mul(t2d));
        Completed {
            e: L::carry(L::minus(b, a)),
            f: L::carry(L::minus(d, c)),
            g: L::carry(L::plus(d, c)),
            h: L::carry(L::plus(b, a)),
        }
    }
}

impl<L: Lanes> Cached<L> {
    /// The same point, every coordinate doubled, as one that can be added to.
    #[inline(always)]
    pub fn extended(&self) -> Extended<L> {
        let (less, more) = (self.less.raw(), self.more.raw());
        Extended {
            less: L::carry(L::plus(less, less)),
            more: L::carry(L::plus(more, more)),
            z: self.z2,
            t: mul(self.t2d, L::splat(from_words(&D_INVERSE))),
        }
    }
}

/// x and y of points that have been taken apart already.
#[derive(Clone, Copy)]
pub struct Flat<L> {
    pub x: L,
    pub y: L,
}

impl<L: Lanes> Flat<L> {
    #[inline(always)]
    pub fn affine(&self) -> Affine<L> {
        let (x, y) = (self.x.raw(), self.y.raw());
        Affine {
            less: L::carry(L::minus(y, x)),
            more: L::carry(L::plus(y, x)),
            t2d: mul(mul(self.x, self.y), L::splat(from_words(&D2))),
        }
    }

    #[inline(always)]
    pub fn projective(&self) -> Projective<L> {
        Projective { x: self.x, y: self.y, z: L::splat(ONE) }
    }
}

impl<L: Lanes> Affine<L> {
    /// The neutral point in every lane.
    #[inline(always)]
    pub fn identity() -> Self {
        let one = L::splat(ONE);
        Self { less: one, more: one, t2d: L::splat(ZERO) }
    }

    /// The other point where chosen.
    #[inline(always)]
    pub fn or(&self, other: &Self, mask: L::Mask) -> Self {
        Self {
            less: L::select(mask, other.less, self.less),
            more: L::select(mask, other.more, self.more),
            t2d: L::select(mask, other.t2d, self.t2d),
        }
    }
}

/// Which lanes hold zero.
#[inline(always)]
fn zeros<L: Lanes>(value: L) -> [bool; MOST] {
    let mut lanes = [ONE; MOST];
    value.scatter(&mut lanes);
    lanes.map(|limbs| canonical(&limbs) == [0; 4])
}

/// The points whose 256-bit spellings these are, and whether each is on the curve.
///
/// RFC 8032, section 5.1.3, but that y must be below p, and x = 0 has no sign. What is spelt wrong
/// becomes the neutral point. Whether a point is in the group is not asked here.
#[inline(always)]
pub fn points<L: Lanes>(spelt: &[Words; MOST]) -> (Flat<L>, [bool; MOST]) {
    let mut sound = [true; MOST];
    let mut signs = [false; MOST];
    let mut ys = [ONE; MOST];
    for lane in 0..L::WIDTH {
        let mut words = spelt[lane];
        signs[lane] = words[3] >> 63 == 1;
        words[3] &= u64::MAX >> 1;
        sound[lane] = below(&words, &P);
        ys[lane] = from_words(&words);
    }
    let y = L::gather(&ys);
    let mut xs = [ZERO; MOST];
    let fits = roots(y, &mut xs);
    for lane in 0..L::WIDTH {
        let words = canonical(&xs[lane]);
        sound[lane] &= fits[lane] && !(words == [0; 4] && signs[lane]);
        let odd = words[0] & 1 == 1;
        let right = if odd == signs[lane] { words } else { negated(&words) };
        (xs[lane], ys[lane]) =
            if sound[lane] { (from_words(&right), ys[lane]) } else { (ZERO, ONE) };
    }
    (Flat { x: L::gather(&xs), y: L::gather(&ys) }, sound)
}

/// One of the two x for each y, and whether there is any: x^2 = (y^2 - 1) / (d y^2 + 1).
#[inline(always)]
fn roots<L: Lanes>(y: L, xs: &mut [Limbs; MOST]) -> [bool; MOST] {
    let one = L::splat(ONE).raw();
    let yy = y.square();
    let u = L::carry(L::minus(yy, one));
    let v = L::carry(L::plus(L::carry(yy).mul(L::splat(from_words(&D))), one));
    let v3 = mul(square(v), v);
    let v7 = mul(square(v3), v);
    let x = mul(mul(u, v3), root_power(mul(u, v7)));
    let vxx = mul(v, square(x)).raw();
    let direct = zeros(L::carry(L::minus(vxx, u.raw())));
    let turned = zeros(L::carry(L::plus(vxx, u.raw())));
    let other = mul(x, L::splat(from_words(&ROOT)));
    L::select(L::mask(&direct), x, other).scatter(xs);
    std::array::from_fn(|lane| direct[lane] || turned[lane])
}

/// Points with Z = 1 again; one inversion for all of them (Montgomery's trick).
///
/// No Z is ever zero: the formulas are complete.
#[inline(always)]
pub fn flat<L: Lanes>(points: &[Projective<L>]) -> Vec<Flat<L>> {
    let mut before = Vec::with_capacity(points.len());
    let mut product = L::splat(ONE);
    for point in points {
        before.push(product);
        product = mul(product, point.z);
    }
    let mut rest = inverse(product);
    let mut out = Vec::with_capacity(points.len());
    for (point, before) in points.iter().zip(before).rev() {
        let inverted = mul(rest, before);
        rest = mul(rest, point.z);
        out.push(Flat { x: mul(point.x, inverted), y: mul(point.y, inverted) });
    }
    out.reverse();
    out
}

/// The 256-bit spelling of the point of each lane.
#[inline(always)]
pub fn spelt<L: Lanes>(point: &Flat<L>) -> [Words; MOST] {
    let (mut xs, mut ys) = ([ZERO; MOST], [ZERO; MOST]);
    point.x.scatter(&mut xs);
    point.y.scatter(&mut ys);
    let mut out = [[0; 4]; MOST];
    for lane in 0..L::WIDTH {
        out[lane] = canonical(&ys[lane]);
        out[lane][3] |= canonical(&xs[lane])[0] << 63;
    }
    out
}
