//! Eight numbers modulo p, by the 52-bit products of AVX-512 IFMA.
//!
//! Forty limbs of 52 bits hold 32 bits more than p, so that a product of numbers below 2 p comes out
//! of the reduction below 2 p again, and nothing is ever subtracted. A product is the sum of
//! blocks of eight limbs times eight, column by column, whose sixteen sums stay in registers;
//! reduction by product scanning (Koç, Acar and Kaliski, "Analyzing and comparing Montgomery
//! multiplication algorithms", 1996). A limb is at most a sum of 160 halves of 52 bits: 60 bits.

// Places are constants, so that some of their comparisons are decided beforehand.
#![allow(clippy::absurd_extreme_comparisons)]

use core::arch::x86_64::*;
use std::sync::LazyLock;

use crate::ifma::transposed;
use crate::lanes::MOST;
use crate::modp::{CLEARING, Number, P, Residues, WORDS, difference, is_below, power_of_two};

const LIMBS: usize = 40;
const BITS: usize = 52;
const MASK: u64 = (1 << BITS) - 1;
/// Blocks of eight limbs in a number.
const BLOCKS: usize = LIMBS / 8;

/// Eight numbers times 2^2080, below 2 p, limb by limb.
#[derive(Clone)]
#[repr(C, align(64))]
pub struct Eight([[u64; MOST]; LIMBS]);

/// Eight limbs that follow on each other, of eight numbers.
type Block = [__m512i; 8];
/// The sums of a column of blocks and of the next.
type Sums = [__m512i; 16];

const P52: [u64; LIMBS] = limbs(&P);
/// In every lane.
static P_BLOCKS: Eight = Eight({
    let (mut out, mut i) = ([[0; MOST]; LIMBS], 0);
    while i < LIMBS {
        out[i] = [P52[i]; MOST];
        i += 1;
    }
    out
});

static INTO: LazyLock<Eight> = LazyLock::new(|| everywhere(&power_of_two(2 * BITS * LIMBS)));
static ONE: LazyLock<Eight> = LazyLock::new(|| everywhere(&power_of_two(BITS * LIMBS)));

/// A number in limbs of 52 bits.
const fn limbs(number: &Number) -> [u64; LIMBS] {
    let (mut out, mut i) = ([0; LIMBS], 0);
    while i < LIMBS {
        let (word, bit) = (BITS * i / 64, BITS * i % 64);
        out[i] = number[word] >> bit;
        if bit > 64 - BITS && word + 1 < WORDS {
            out[i] |= number[word + 1] << (64 - bit);
        }
        out[i] &= MASK;
        i += 1;
    }
    out
}

/// The number below p that limbs of a number below 2 p make.
fn canonical(limbs: &[u64; LIMBS]) -> Number {
    let mut out = [0; WORDS];
    let mut over = 0;
    for (i, &limb) in limbs.iter().enumerate() {
        let (word, bit) = (BITS * i / 64, BITS * i % 64);
        out[word] |= limb << bit;
        if bit > 64 - BITS {
            match out.get_mut(word + 1) {
                Some(next) => *next = limb >> (64 - bit),
                None => over = limb >> (64 - bit),
            }
        }
    }
    if over > 0 || !is_below(&out, &P) { difference(&out, &P) } else { out }
}

fn everywhere(number: &Number) -> Eight {
    let limbs = limbs(number);
    Eight(std::array::from_fn(|i| [limbs[i]; MOST]))
}

/// Eight times the same, with another constant each time, so that every place is a register.
macro_rules! eight {
    ($i:ident => $each:expr) => {
        eight!($i => $each; 0, 1, 2, 3, 4, 5, 6, 7)
    };
    ($i:ident => $each:expr; $($number:literal),*) => {{
        $({
            const $i: usize = $number;
            $each;
        })*
    }};
}

impl Eight {
    #[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
    fn block(&self, block: usize) -> Block {
        let limbs = &self.0[8 * block..8 * block + 8];
        let mut out = [_mm512_setzero_si512(); 8];
        // SAFETY: each limb is eight words.
        eight!(I => out[I] = unsafe { _mm512_loadu_si512(limbs[I].as_ptr().cast()) });
        out
    }

    #[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
    fn put(&mut self, block: usize, from: &Block) {
        let limbs = &mut self.0[8 * block..8 * block + 8];
        // SAFETY: each limb is eight words.
        eight!(I => unsafe { _mm512_storeu_si512(limbs[I].as_mut_ptr().cast(), from[I]) });
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn zeros() -> Sums {
    [_mm512_setzero_si512(); 16]
}

/// Adds the product of one limb with another, whose place is the sum of theirs.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn add(sums: &mut Sums, place: usize, a: __m512i, b: __m512i) {
    sums[place] = _mm512_madd52lo_epu64(sums[place], a, b);
    sums[place + 1] = _mm512_madd52hi_epu64(sums[place + 1], a, b);
}

/// Adds the product of two blocks.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn add_blocks(sums: &mut Sums, a: &Block, b: &Block) {
    eight!(J => eight!(I => add(sums, I + J, a[I], b[J])));
}

/// Adds the products of a block with itself, each pair once.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn add_pairs(sums: &mut Sums, a: &Block) {
    eight!(J => eight!(I => if I < J {
        add(sums, I + J, a[I], a[J]);
    }));
}

/// Adds the squares of the limbs of a block.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn add_squares(sums: &mut Sums, a: &Block) {
    eight!(I => add(sums, 2 * I, a[I], a[I]));
}

/// The multiples of p that clear a column, limb by limb, and what is carried into the next one.
///
/// Of their products with the lowest block of p only what falls into this column is added.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn clear(sums: &mut Sums, low: &Block) -> (Block, __m512i) {
    let (mut multiples, mut carry) = ([_mm512_setzero_si512(); 8], _mm512_setzero_si512());
    let clearing = _mm512_set1_epi64((CLEARING & MASK) as i64);
    eight!(K => {
        let sum = _mm512_add_epi64(sums[K], carry);
        multiples[K] = _mm512_madd52lo_epu64(_mm512_setzero_si512(), sum, clearing);
        carry = _mm512_srli_epi64::<52>(_mm512_madd52lo_epu64(sum, multiples[K], low[0]));
        eight!(M => if M > 0 && K + M < 8 {
            sums[K + M] = _mm512_madd52hi_epu64(sums[K + M], multiples[K], low[M - 1]);
            sums[K + M] = _mm512_madd52lo_epu64(sums[K + M], multiples[K], low[M]);
        });
    });
    (multiples, carry)
}

/// What `clear` has left out: the part in the next column.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn add_above(sums: &mut Sums, multiples: &Block, low: &Block) {
    eight!(K => eight!(M => {
        if K + M >= 8 {
            sums[K + M - 8] = _mm512_madd52lo_epu64(sums[K + M - 8], multiples[K], low[M]);
        }
        if K + M >= 7 {
            sums[K + M - 7] = _mm512_madd52hi_epu64(sums[K + M - 7], multiples[K], low[M]);
        }
    }));
}

/// Limbs of 52 bits out of the sums of a column, and what is carried into the next one.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn settled(sums: &Sums, mut carry: __m512i) -> (Block, __m512i) {
    let mut out = [_mm512_setzero_si512(); 8];
    let mask = _mm512_set1_epi64(MASK as i64);
    eight!(K => {
        let sum = _mm512_add_epi64(sums[K], carry);
        out[K] = _mm512_and_si512(sum, mask);
        carry = _mm512_srli_epi64::<52>(sum);
    });
    (out, carry)
}

/// The next column becomes this one.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn shift(sums: &mut Sums) {
    eight!(K => {
        sums[K] = sums[K + 8];
        sums[K + 8] = _mm512_setzero_si512();
    });
}

/// The blocks whose product falls into a column, as a range of the first of the two.
#[inline(always)]
fn within(column: usize) -> std::ops::Range<usize> {
    column.saturating_sub(BLOCKS - 1)..BLOCKS.min(column + 1)
}

/// a becomes a b / 2^2080 modulo p: a block of it is written when it has been read for the last time.
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn product(a: &mut Eight, b: &Eight) {
    let mut reduction = Reduction::new();
    let mut sums = zeros();
    for column in 0..2 * BLOCKS {
        for i in within(column) {
            add_blocks(&mut sums, &a.block(i), &b.block(column - i));
        }
        // SAFETY: this function has the instructions.
        unsafe { reduction.column(column, &mut sums, a) };
    }
}

/// a becomes a a / 2^2080 modulo p: what stands twice in it is computed once.
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn square(a: &mut Eight) {
    let mut reduction = Reduction::new();
    let (mut sums, mut halves) = (zeros(), zeros());
    for column in 0..2 * BLOCKS {
        for i in within(column).filter(|i| 2 * i < column) {
            add_blocks(&mut halves, &a.block(i), &a.block(column - i));
        }
        let middle = (column % 2 == 0 && column / 2 < BLOCKS).then(|| a.block(column / 2));
        if let Some(block) = &middle {
            add_pairs(&mut halves, block);
        }
        eight!(K => {
            sums[K] = _mm512_add_epi64(sums[K], _mm512_slli_epi64::<1>(halves[K]));
        });
        shift(&mut halves);
        if let Some(block) = &middle {
            add_squares(&mut sums, block);
        }
        // SAFETY: this function has the instructions.
        unsafe { reduction.column(column, &mut sums, a) };
    }
}

/// The multiples of p that have been added so far, and what is carried.
struct Reduction {
    multiples: Eight,
    carry: __m512i,
}

impl Reduction {
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
    fn new() -> Self {
        Self { multiples: Eight([[0; MOST]; LIMBS]), carry: _mm512_setzero_si512() }
    }

    /// Adds to a column of the product what clears its lower half, and moves on to the next.
    ///
    /// The products of this column stand before all that waits for the multiples of the last one.
    /// Inlined always, and so without the instructions of its surroundings in its own name: called,
    /// it would take a tenth more of the time.
    ///
    /// # Safety
    /// It stands in a function that has the instructions.
    #[inline(always)]
    unsafe fn column(&mut self, column: usize, sums: &mut Sums, out: &mut Eight) {
        // SAFETY: as the caller promises.
        unsafe {
            let low = P_BLOCKS.block(0);
            if (1..=BLOCKS).contains(&column) {
                add_above(sums, &self.multiples.block(column - 1), &low);
            }
            for i in within(column).filter(|i| *i < column) {
                add_blocks(sums, &self.multiples.block(i), &P_BLOCKS.block(column - i));
            }
            sums[0] = _mm512_add_epi64(sums[0], self.carry);
            if column < BLOCKS {
                let (multiples, carry) = clear(sums, &low);
                self.multiples.put(column, &multiples);
                self.carry = carry;
            } else {
                let (block, carry) = settled(sums, _mm512_setzero_si512());
                out.put(column - BLOCKS, &block);
                self.carry = carry;
            }
            shift(sums);
        }
    }
}

/// The entries of a table for eight lanes, limb by limb.
#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn loaded(table: &[u64], at: &[usize; MOST], out: &mut Eight) {
    for block in 0..BLOCKS {
        let mut rows = [_mm512_setzero_si512(); 8];
        eight!(LANE => {
            let line = &table[at[LANE] + 8 * block..at[LANE] + 8 * block + 8];
            // SAFETY: a line is eight words.
            rows[LANE] = unsafe { _mm512_loadu_si512(line.as_ptr().cast()) };
        });
        out.put(block, &transposed(rows));
    }
}

#[target_feature(enable = "avx512f,avx512dq,avx512ifma")]
fn stored(from: &Eight, table: &mut [u64], at: &[usize; MOST]) {
    for block in 0..BLOCKS {
        let rows = transposed(from.block(block));
        eight!(LANE => {
            let line = &mut table[at[LANE] + 8 * block..at[LANE] + 8 * block + 8];
            // SAFETY: a line is eight words.
            unsafe { _mm512_storeu_si512(line.as_mut_ptr().cast(), rows[LANE]) };
        });
    }
}

/// Says once why what is compiled for these instructions may be called.
macro_rules! entered {
    // SAFETY: this type is named only after the processor was asked for AVX-512 F, DQ and IFMA.
    ($call:expr) => {
        unsafe { $call }
    };
}

impl Residues for Eight {
    const WIDTH: usize = 8;
    const ROW: usize = LIMBS;

    fn one() -> Self {
        ONE.clone()
    }

    fn of(numbers: &[Number; MOST]) -> Self {
        let limbs = numbers.each_ref().map(limbs);
        let mut out = Self(std::array::from_fn(|i| std::array::from_fn(|lane| limbs[lane][i])));
        out.times(&INTO);
        out
    }

    fn numbers(&self) -> [Number; MOST] {
        let mut plain = self.clone();
        let mut one = [0; WORDS];
        one[0] = 1;
        plain.times(&everywhere(&one));
        std::array::from_fn(|lane| canonical(&std::array::from_fn(|i| plain.0[i][lane])))
    }

    fn times(&mut self, other: &Self) {
        entered!(product(self, other));
    }

    fn square(&mut self) {
        entered!(square(self));
    }

    fn load(table: &[u64], at: &[usize; MOST]) -> Self {
        let mut out = Self([[0; MOST]; LIMBS]);
        entered!(loaded(table, at, &mut out));
        out
    }

    fn fetch(table: &[u64], at: &[usize; MOST]) {
        for place in at {
            for block in 0..BLOCKS {
                let line = &table[place + 8 * block..];
                // SAFETY: all processors with these lanes have it; the line is not read.
                unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
            }
        }
    }

    fn store(&self, table: &mut [u64], at: &[usize; MOST]) {
        entered!(stored(self, table, at));
    }
}
