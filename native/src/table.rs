//! Powers of a point that is known beforehand: g, and the key of an election.
//!
//! Every multiple that a window of an exponent can ask for is kept, so that a power costs no
//! doubling and one addition a window (Brickell, Gordon, McCurley and Wilson, 1992; signed digits).

use crate::curve::{Affine, Extended, Flat, flat};
use crate::lanes::{Lanes, MOST, row};
use crate::limbs::Words;
use crate::lines::Lines;
use crate::single::Single;

/// Bits of a window, and how many windows an exponent has. A table takes 1.7 MB, which is more than
/// the nearer caches hold, and is faster all the same: what comes next is asked for beforehand.
const BITS: usize = 10;
pub const WINDOWS: usize = 253usize.div_ceil(BITS);

const ENTRIES: usize = (1 << (BITS - 1)) + 1;
const ROW: usize = row(3);

/// Signed digits of an exponent, lowest first, each from -2^(BITS - 1) to 2^(BITS - 1).
pub type Digits = [i16; WINDOWS];

/// The digits of an exponent below q.
pub fn digits(exponent: &Words) -> Digits {
    let mut carry = 0;
    std::array::from_fn(|window| {
        let (word, bit) = (window * BITS / 64, window * BITS % 64);
        let mut bits = exponent[word] >> bit;
        if bit + BITS > 64 && word < 3 {
            bits |= exponent[word + 1] << (64 - bit);
        }
        let digit = (bits & ((1 << BITS) - 1)) as i16 + carry;
        carry = i16::from(digit > 1 << (BITS - 1));
        digit - (carry << BITS)
    })
}

/// The multiples of one point.
pub struct Table {
    entries: Lines,
}

impl Table {
    /// The table of a point given by one lane.
    pub fn new(point: &Flat<Single>) -> Self {
        let mut points = Vec::with_capacity(WINDOWS * ENTRIES);
        let mut base = point.projective();
        for _ in 0..WINDOWS {
            let step = crate::comb::extended(&base).cached();
            let mut multiple = Extended::identity();
            for _ in 0..ENTRIES {
                points.push(multiple.projective());
                multiple = multiple.add(&step, false).extended();
            }
            for _ in 0..BITS {
                base = base.double().projective();
            }
        }
        let mut entries = Lines::new(points.len() * ROW);
        for (i, point) in flat(&points).iter().enumerate() {
            let affine = point.affine();
            let at = [i * ROW; MOST];
            Single::store(&[affine.less, affine.more, affine.t2d], &mut entries, &at);
        }
        Self { entries }
    }

    /// A point times the power of this one to an exponent for each lane.
    #[inline(always)]
    pub fn multiply<L: Lanes>(
        &self,
        mut sum: Extended<L>,
        exponents: &[Digits; MOST],
    ) -> Extended<L> {
        let mut next = Self::chosen::<L>(0, exponents);
        for window in 0..WINDOWS {
            let (at, negative) = next;
            if window + 1 < WINDOWS {
                next = Self::chosen::<L>(window + 1, exponents);
                // The tables are larger than the nearer caches.
                L::fetch::<3>(&self.entries, &next.0);
            }
            let [less, more, t2d] = L::load(&self.entries, &at);
            sum = sum.add_affine(&Affine { less, more, t2d }, negative).extended();
        }
        sum
    }

    /// Where the entry of each lane for a window stands, and which count as their inverses.
    #[inline(always)]
    fn chosen<L: Lanes>(window: usize, exponents: &[Digits; MOST]) -> ([usize; MOST], L::Mask) {
        let mut at = [0; MOST];
        let mut negative = [false; MOST];
        for lane in 0..L::WIDTH {
            let digit = exponents[lane][window];
            at[lane] = (window * ENTRIES + usize::from(digit.unsigned_abs())) * ROW;
            negative[lane] = digit < 0;
        }
        (at, L::mask(&negative))
    }
}
