//! Powers of a point that is known only now: the doublings are made once for all its exponents.
//!
//! A signed comb (Lim and Lee, 1994; Hedabou, Pinel and Beneteau, 2005). An odd exponent is a sum of
//! +2^i and -2^i for every i below TEETH * SPACING. TEETH of these signs, SPACING apart, choose one
//! of the sums +-P +-P^(2^SPACING) ..., of which half are kept, the others being their inverses. So
//! a power costs SPACING doublings and as many additions.

use std::sync::OnceLock;

use crate::curve::{Cached, Extended, Projective};
use crate::lanes::{Lanes, MOST, row};
use crate::limbs::{Words, plus};
use crate::lines::Lines;
use crate::modq::Q;

/// How many signs choose an entry, and how far they are apart.
pub const TEETH: usize = 5;
pub const SPACING: usize = 51;

const ENTRIES: usize = 1 << (TEETH - 1);
const ROW: usize = row(4);
/// As many signs as are needed, and the words that hold them.
const SIGNS: usize = TEETH * SPACING;

/// What an exponent chooses, column by column: the entry, and its sign in the highest bit.
pub type Columns = [u8; SPACING];

/// An exponent below q as a comb reads it.
///
/// An even one is taken with q added: on the group it is the same. (Of a point outside the group
/// the power is then another one; such a point is refused all the same.)
pub fn columns(exponent: &Words) -> Columns {
    let odd = if exponent[0] & 1 == 1 { *exponent } else { plus(exponent, &Q) };
    // e = sum of s_i 2^i with s_i = 2 b_i - 1, where b are the bits of (e + 2^SIGNS - 1) / 2.
    let mut bits = [0, 0, 0, odd[3] >> 1, 0];
    for i in 0..3 {
        bits[i] = odd[i] >> 1 | odd[i + 1] << 63;
    }
    bits[(SIGNS - 1) / 64] += 1 << ((SIGNS - 1) % 64);
    let tooth = |n: usize| {
        let (word, bit) = (n * SPACING / 64, n * SPACING % 64);
        (bits[word] >> bit) | if bit == 0 { 0 } else { bits[word + 1] << (64 - bit) }
    };
    let top = tooth(TEETH - 1);
    let mut out = [0; SPACING];
    for (block, eight) in out.chunks_mut(8).enumerate() {
        let byte = |word: u64| spread((word >> (8 * block)) as u8);
        let mut chosen = byte(!top) << 7;
        for n in 0..TEETH - 1 {
            // 1 where this sign is that of the top.
            chosen |= byte(!(tooth(n) ^ top)) << n;
        }
        eight.copy_from_slice(&chosen.to_le_bytes()[..eight.len()]);
    }
    out
}

/// The bits of a byte as eight bytes of 0 or 1, lowest first.
fn spread(byte: u8) -> u64 {
    let apart = (u64::from(byte) * 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    (apart + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
}

/// What the exponents of all lanes choose: column by column the entries, and the signs.
pub struct Choices {
    entries: [[u8; MOST]; SPACING],
    negative: [[bool; MOST]; SPACING],
}

impl Choices {
    pub fn of(exponents: &[Columns; MOST]) -> Self {
        let mut all = Self { entries: [[0; MOST]; SPACING], negative: [[false; MOST]; SPACING] };
        for (lane, columns) in exponents.iter().enumerate() {
            for (column, choice) in columns.iter().enumerate() {
                all.entries[column][lane] = choice & 0x7f;
                all.negative[column][lane] = choice & 0x80 != 0;
            }
        }
        all
    }
}

/// The entries of a comb for each lane.
pub struct Comb {
    table: Lines,
}

impl Comb {
    /// Room for a comb that is made later.
    pub fn empty() -> Self {
        Self { table: Lines::new(MOST * ENTRIES * ROW) }
    }

    fn places(entry: usize) -> [usize; MOST] {
        std::array::from_fn(|lane| (lane * ENTRIES + entry) * ROW)
    }

    /// Makes the entries for a point.
    #[inline(always)]
    pub fn fill<L: Lanes>(&mut self, point: &Extended<L>) {
        let plus_sign = L::mask(&[false; MOST]);
        let mut at = point.projective();
        let mut sum = *point;
        let mut twice: [Option<Cached<L>>; TEETH] = [None; TEETH];
        for tooth in 0..TEETH {
            if tooth > 0 {
                // The top tooth has the sign +, all others start with -.
                let here = extended(&at).cached();
                sum = if tooth == TEETH - 1 {
                    negated(&sum).add(&here, plus_sign).extended()
                } else {
                    sum.add(&here, plus_sign).extended()
                };
            }
            if tooth < TEETH - 1 {
                let mut next = at.double();
                twice[tooth] = Some(next.extended().cached());
                for _ in 1..SPACING {
                    next = next.projective().double();
                }
                at = next.projective();
            }
        }
        self.put(0, &sum);
        for entry in 1..ENTRIES {
            let tooth = entry.trailing_zeros() as usize;
            let other: Extended<L> = self.get(entry & (entry - 1));
            if let Some(step) = &twice[tooth] {
                self.put(entry, &other.add(step, plus_sign).extended());
            }
        }
        for entry in 0..ENTRIES {
            let point: Extended<L> = self.get(entry);
            self.keep(entry, &point.cached());
        }
    }

    /// Makes the entries for the product of some combs' points: entry by entry the products.
    #[inline(always)]
    pub fn join<L: Lanes>(&mut self, combs: &[Self]) {
        let plus_sign = L::mask(&[false; MOST]);
        for entry in 0..ENTRIES {
            let at = Self::places(entry);
            let mut sum = combs[0].at::<L>(&at).extended();
            for comb in &combs[1..] {
                sum = sum.add(&comb.at(&at), plus_sign).extended();
            }
            self.keep(entry, &sum.cached());
        }
    }

    #[inline(always)]
    fn keep<L: Lanes>(&mut self, entry: usize, p: &Cached<L>) {
        L::store(&[p.less, p.more, p.z2, p.t2d], &mut self.table, &Self::places(entry));
    }

    #[inline(always)]
    fn at<L: Lanes>(&self, at: &[usize; MOST]) -> Cached<L> {
        let [less, more, z2, t2d] = L::load(&self.table, at);
        Cached { less, more, z2, t2d }
    }

    #[inline(always)]
    fn put<L: Lanes>(&mut self, entry: usize, p: &Extended<L>) {
        L::store(&[p.less, p.more, p.z, p.t], &mut self.table, &Self::places(entry));
    }

    #[inline(always)]
    fn get<L: Lanes>(&self, entry: usize) -> Extended<L> {
        let [less, more, z, t] = L::load(&self.table, &Self::places(entry));
        Extended { less, more, z, t }
    }

    /// The entry of each lane for a column, and which of them count as their inverses.
    #[inline(always)]
    fn chosen<L: Lanes>(&self, column: usize, exponents: &Choices) -> (Cached<L>, L::Mask) {
        let entries = &exponents.entries[column];
        let mut at = [0; MOST];
        for lane in 0..MOST {
            at[lane] = (lane * ENTRIES + usize::from(entries[lane])) * ROW;
        }
        (self.at(&at), L::mask(&exponents.negative[column]))
    }
}

/// The comb's point to one exponent for each lane.
#[inline(always)]
pub fn power<L: Lanes>(comb: &Comb, exponents: &Choices) -> Extended<L> {
    let mut sum = Extended::identity();
    for column in (1..SPACING).rev() {
        let (entry, negative) = comb.chosen(column, exponents);
        sum = sum.add(&entry, negative).projective().double().extended();
    }
    let (entry, negative) = comb.chosen(0, exponents);
    sum.add(&entry, negative).extended()
}

/// A projective point as one that can be added to.
#[inline(always)]
pub fn extended<L: Lanes>(p: &Projective<L>) -> Extended<L> {
    // (X Z, Y Z, Z^2, X Y)
    let (x, y) = (p.x.mul(p.z), p.y.mul(p.z));
    Extended {
        less: L::carry(L::minus(y, x)),
        more: L::carry(L::plus(y, x)),
        z: L::carry(p.z.square()),
        t: L::carry(p.x.mul(p.y)),
    }
}

#[inline(always)]
fn negated<L: Lanes>(p: &Extended<L>) -> Extended<L> {
    let zero = L::splat([0; 5]).raw();
    Extended { less: p.more, more: p.less, z: p.z, t: L::carry(L::minus(zero, p.t.raw())) }
}

/// q, under which every point of the group is neutral.
pub fn order() -> &'static Choices {
    static ORDER: OnceLock<Choices> = OnceLock::new();
    ORDER.get_or_init(|| Choices::of(&[columns(&Q); MOST]))
}
