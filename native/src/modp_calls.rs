//! The functions for BELENIOS-2048 that are called from outside, beside those of `lib`.

use std::slice;

use crate::documents::laid;
use crate::limbs::{Words, below};
use crate::modp::{Number, P, Q, is_below};
use crate::{answered, modp_bulk, padded, path};

/// Whether each text is the spelling of an element: 1 or 0 for each.
///
/// # Safety
/// The texts lie as `documents::laid` wants it; there are `count` bytes of `out`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_modp_members(
    path_number: u32,
    threads: usize,
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let texts = unsafe { laid(data, length, starts, sizes, count)? };
        let inside = modp_bulk::members(path(path_number)?, threads, &texts);
        // SAFETY: as the caller promises.
        unsafe { slice::from_raw_parts_mut(out.cast::<bool>(), count).copy_from_slice(&inside) };
        Some(())
    })
}

/// g^response base^challenge for each base: 617 bytes, those after a shorter spelling 0, all of them
/// for no number. Exponents are pairs of challenge and response, below q, four words each.
///
/// # Safety
/// The bases lie as `documents::laid` wants it; there are `count` pairs and outputs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_modp_commitments(
    path_number: u32,
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    exponents: *const u64,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (bases, exponents, out) = unsafe {
            (
                laid(data, length, starts, sizes, count)?,
                slice::from_raw_parts(exponents.cast::<[Words; 2]>(), count),
                slice::from_raw_parts_mut(out, crate::modp::DIGITS * count),
            )
        };
        if exponents.iter().flatten().any(|exponent| !below(exponent, &Q)) {
            return None;
        }
        let made = modp_bulk::commitments(path(path_number)?, &bases, exponents);
        let made: Vec<_> = made.into_iter().map(Option::unwrap_or_default).collect();
        padded(&made, crate::modp::DIGITS, out);
        Some(())
    })
}

/// (a b^times)^(2^squarings) modulo p for pairs of numbers above 0 and below p, 32 words each: for
/// tests of the arithmetic, and so that the caller can take the time.
///
/// # Safety
/// There are `count` pairs and outputs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_modp_products(
    path_number: u32,
    pairs: *const u64,
    count: usize,
    times: u32,
    squarings: u32,
    out: *mut u64,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (pairs, out) = unsafe {
            (
                slice::from_raw_parts(pairs.cast::<[Number; 2]>(), count),
                slice::from_raw_parts_mut(out.cast::<Number>(), count),
            )
        };
        let right = |number: &Number| is_below(number, &P) && number.iter().any(|word| *word > 0);
        if !pairs.iter().flatten().all(right) {
            return None;
        }
        out.copy_from_slice(&modp_bulk::products(path(path_number)?, pairs, times, squarings));
        Some(())
    })
}
