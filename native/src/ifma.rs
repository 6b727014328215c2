//! Eight lanes, by the 52-bit products of AVX-512 IFMA.
//!
//! A limb of 51 bits fills all but one bit of what the instructions multiply, so that the sum of two
//! products' high halves is doubled once, and what lies above 2^255 comes back times 19.
//! Every function here is inlined into one that the dispatch enters only on such a processor.

use core::arch::x86_64::*;

use crate::lanes::{Lanes, MOST, row};
use crate::limbs::{Limbs, MASK};

/// Eight field elements, limb by limb.
#[derive(Clone, Copy)]
pub struct Ifma([__m512i; 5]);

const BIAS: Limbs = [(MASK - 18) << 9, MASK << 9, MASK << 9, MASK << 9, MASK << 9];

/// Says once why the intrinsics of this file may be called.
macro_rules! avx512 {
    // SAFETY: values of `Ifma` are made only after `dispatch` has found AVX-512 F, DQ and IFMA on
    // this processor; the intrinsics that touch memory are given slices of the length they need.
    ($code:expr) => {
        unsafe { $code }
    };
}

/// An array of five, one for each limb. No closure: the compiler would make it a function of its
/// own, without the instructions of its surroundings, and call it.
macro_rules! five {
    ($i:ident => $each:expr) => {
        [
            {
                const $i: usize = 0;
                $each
            },
            {
                const $i: usize = 1;
                $each
            },
            {
                const $i: usize = 2;
                $each
            },
            {
                const $i: usize = 3;
                $each
            },
            {
                const $i: usize = 4;
                $each
            },
        ]
    };
}

#[inline(always)]
fn all(word: u64) -> __m512i {
    avx512!(_mm512_set1_epi64(word as i64))
}

#[inline(always)]
fn add(a: __m512i, b: __m512i) -> __m512i {
    avx512!(_mm512_add_epi64(a, b))
}

#[inline(always)]
fn add_low(sum: &mut __m512i, a: __m512i, b: __m512i) {
    *sum = avx512!(_mm512_madd52lo_epu64(*sum, a, b));
}

#[inline(always)]
fn add_high(sum: &mut __m512i, a: __m512i, b: __m512i) {
    *sum = avx512!(_mm512_madd52hi_epu64(*sum, a, b));
}

/// Sums by place, begun with high halves: each is worth 2^52, which is twice the next place.
#[inline(always)]
fn carried_up(high: [__m512i; 9]) -> [__m512i; 10] {
    let mut places = [all(0); 10];
    for i in 0..9 {
        places[i + 1] = add(high[i], high[i]);
    }
    places
}

/// Brings back what lies above 2^255, nineteenfold.
#[inline(always)]
fn fold(x: [__m512i; 10]) -> [__m512i; 5] {
    let nineteen = all(19);
    five!(K => add(x[K], avx512!(_mm512_mullo_epi64(x[K + 5], nineteen))))
}

impl Lanes for Ifma {
    const WIDTH: usize = 8;
    type Raw = [__m512i; 5];
    type Mask = __mmask8;

    #[inline(always)]
    fn splat(limbs: Limbs) -> Self {
        Self(five!(I => all(limbs[I])))
    }

    #[inline(always)]
    fn gather(lanes: &[Limbs; MOST]) -> Self {
        Self(five!(LIMB => {
            let words: [u64; MOST] = std::array::from_fn(|lane| lanes[lane][LIMB]);
            avx512!(_mm512_loadu_si512(words.as_ptr().cast()))
        }))
    }

    #[inline(always)]
    fn scatter(self, lanes: &mut [Limbs; MOST]) {
        for (limb, vector) in self.0.iter().enumerate() {
            let mut words = [0u64; MOST];
            avx512!(_mm512_storeu_si512(words.as_mut_ptr().cast(), *vector));
            for (lane, word) in words.iter().enumerate() {
                lanes[lane][limb] = *word;
            }
        }
    }

    #[inline(always)]
    fn mask(lanes: &[bool; MOST]) -> __mmask8 {
        // Eight bytes of 0 or 1: the product brings each to its bit of the highest byte.
        let bytes = u64::from_le_bytes(lanes.map(u8::from));
        (bytes.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self::Raw {
        let (a, b) = (self.0, other.0);
        let mut high = [all(0); 9];
        for i in 0..5 {
            for j in 0..5 {
                add_high(&mut high[i + j], a[i], b[j]);
            }
        }
        let mut x = carried_up(high);
        for i in 0..5 {
            for j in 0..5 {
                add_low(&mut x[i + j], a[i], b[j]);
            }
        }
        fold(x)
    }

    #[inline(always)]
    fn square(self) -> Self::Raw {
        let a = self.0;
        let mut high = [all(0); 9];
        for i in 0..5 {
            for j in i + 1..5 {
                add_high(&mut high[i + j], a[i], a[j]);
            }
        }
        let mut x = carried_up(high);
        for i in 0..5 {
            // The high half of a_i^2 is worth twice its place, where all else comes twice too.
            add_high(&mut x[2 * i + 1], a[i], a[i]);
            for j in i + 1..5 {
                add_low(&mut x[i + j], a[i], a[j]);
            }
        }
        for place in 1..10 {
            x[place] = add(x[place], x[place]);
        }
        for i in 0..5 {
            add_low(&mut x[2 * i], a[i], a[i]);
        }
        fold(x)
    }

    #[inline(always)]
    fn raw(self) -> Self::Raw {
        self.0
    }

    #[inline(always)]
    fn plus(a: Self::Raw, b: Self::Raw) -> Self::Raw {
        five!(I => add(a[I], b[I]))
    }

    #[inline(always)]
    fn minus(a: Self::Raw, b: Self::Raw) -> Self::Raw {
        five!(I => avx512!(_mm512_sub_epi64(add(a[I], all(BIAS[I])), b[I])))
    }

    #[inline(always)]
    fn negate_where(mask: __mmask8, a: Self::Raw) -> Self::Raw {
        five!(I => avx512!(_mm512_mask_sub_epi64(a[I], mask, all(BIAS[I]), a[I])))
    }

    #[inline(always)]
    fn carry(r: Self::Raw) -> Self {
        let over = five!(I => avx512!(_mm512_srli_epi64::<51>(r[I])));
        let mut out = five!(I => avx512!(_mm512_and_si512(r[I], all(MASK))));
        out[0] = avx512!(_mm512_madd52lo_epu64(out[0], over[4], all(19)));
        for i in 1..5 {
            out[i] = add(out[i], over[i - 1]);
        }
        Self(out)
    }

    #[inline(always)]
    fn select(mask: __mmask8, a: Self, b: Self) -> Self {
        Self(five!(I => avx512!(_mm512_mask_mov_epi64(b.0[I], mask, a.0[I]))))
    }

    #[inline(always)]
    fn load<const N: usize>(table: &[u64], at: &[usize; MOST]) -> [Self; N] {
        let mut entries: [&[u64]; 8] = [&[]; 8];
        for lane in 0..8 {
            entries[lane] = &table[at[lane]..at[lane] + row(N)];
        }
        let mut words = [all(0); 24];
        for block in 0..row(N) / 8 {
            let mut rows = [all(0); 8];
            for lane in 0..8 {
                let line = &entries[lane][8 * block..8 * block + 8];
                rows[lane] = avx512!(_mm512_loadu_si512(line.as_ptr().cast()));
            }
            rows = transposed(rows);
            for i in 0..8 {
                words[8 * block + i] = rows[i];
            }
        }
        let mut out = [Self([all(0); 5]); N];
        for i in 0..N {
            out[i] = Self(five!(LIMB => words[5 * i + LIMB]));
        }
        out
    }

    #[inline(always)]
    fn fetch<const N: usize>(table: &[u64], at: &[usize; MOST]) {
        for place in at {
            for block in 0..row(N) / 8 {
                let line = &table[place + 8 * block..];
                avx512!(_mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()));
            }
        }
    }

    #[inline(always)]
    fn store<const N: usize>(elements: &[Self; N], table: &mut [u64], at: &[usize; MOST]) {
        let mut words = [all(0); 24];
        for (i, element) in elements.iter().enumerate() {
            for limb in 0..5 {
                words[5 * i + limb] = element.0[limb];
            }
        }
        for block in 0..row(N) / 8 {
            let mut columns = [all(0); 8];
            for i in 0..8 {
                columns[i] = words[8 * block + i];
            }
            let rows = transposed(columns);
            for lane in 0..8 {
                let line = &mut table[at[lane] + 8 * block..at[lane] + 8 * block + 8];
                avx512!(_mm512_storeu_si512(line.as_mut_ptr().cast(), rows[lane]));
            }
        }
    }
}

/// Rows for columns, of eight times eight words.
#[inline(always)]
pub fn transposed(r: [__m512i; 8]) -> [__m512i; 8] {
    let (mut t, mut u, mut out) = (r, r, r);
    avx512!({
        for i in [0, 2, 4, 6] {
            t[i] = _mm512_unpacklo_epi64(r[i], r[i + 1]);
            t[i + 1] = _mm512_unpackhi_epi64(r[i], r[i + 1]);
        }
        for i in [0, 1, 4, 5] {
            u[i] = _mm512_shuffle_i64x2::<0x88>(t[i], t[i + 2]);
            u[i + 2] = _mm512_shuffle_i64x2::<0xdd>(t[i], t[i + 2]);
        }
        for i in 0..4 {
            out[i] = _mm512_shuffle_i64x2::<0x88>(u[i], u[i + 4]);
            out[i + 4] = _mm512_shuffle_i64x2::<0xdd>(u[i], u[i + 4]);
        }
    });
    out
}
