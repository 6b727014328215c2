//! What is asked of many documents at once that needs no arithmetic, or little: how they are hashed,
//! whose ballots they are, what their hashes' places are. The calls from outside, as in `lib.rs`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use crate::bulk::{self, Election};
use crate::digests::{Digests, NONE};
use crate::sha256::sha256;
use crate::{FAILED, answered, archive, path, roll};

/// What stands for the voter of a ballot that was not read, which the reference must do.
const UNREAD: u32 = NONE - 1;

/// The documents that lie in one buffer, at these places and of these sizes; None where one does not.
///
/// # Safety
/// There are as many bytes as `length` says, and `count` starts and sizes.
pub unsafe fn laid<'a>(
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    count: usize,
) -> Option<Vec<&'a [u8]>> {
    // SAFETY: as the caller promises.
    let (data, starts, sizes) = unsafe {
        (
            slice::from_raw_parts(data, length),
            slice::from_raw_parts(starts, count),
            slice::from_raw_parts(sizes, count),
        )
    };
    let whole = |(start, size): (&u64, &u64)| {
        data.get(usize::try_from(*start).ok()?..usize::try_from(start.checked_add(*size)?).ok()?)
    };
    starts.iter().zip(sizes).map(whole).collect()
}

/// The hash of each document, 32 bytes each.
///
/// # Safety
/// As `laid` says, and there is room for the hashes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_hashes(
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
        let (documents, out) = unsafe {
            (
                laid(data, length, starts, sizes, count)?,
                slice::from_raw_parts_mut(out.cast::<[u8; 32]>(), count),
            )
        };
        bulk::shared(threads, (bulk::LEAST, usize::MAX / 2), out, |of, out| {
            for (hash, document) in out.iter_mut().zip(&documents[of]) {
                *hash = sha256(&[document]);
            }
        });
        Some(())
    })
}

/// Whose ballots these are: of each its credential's place on a roll, or one of two numbers for a
/// credential that is not there and for a ballot that was not read.
///
/// # Safety
/// As `laid` says; election and roll are those that were made here; there is room for the places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_voters(
    election: *const Election,
    roll: *const Digests,
    threads: usize,
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    count: usize,
    out: *mut u32,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (election, roll, ballots, out) = unsafe {
            (
                election.as_ref()?,
                roll.as_ref()?,
                laid(data, length, starts, sizes, count)?,
                slice::from_raw_parts_mut(out, count),
            )
        };
        bulk::shared(threads, (bulk::LEAST, usize::MAX / 2), out, |of, out| {
            for (voter, ballot) in out.iter_mut().zip(&ballots[of]) {
                let credential = bulk::spelt(election, ballot).map(|read| read.credential);
                *voter = credential.map_or(UNREAD, |text| roll.find(&sha256(&[text])));
            }
        });
        Some(())
    })
}

/// Entries of a roll from a place on, which is moved to where they end: the hash (32 bytes) and the
/// weight of each. Gives how many there are, at most `most`, or -1 where one is not right.
///
/// # Safety
/// There are as many bytes as `length` says, and room for `most` hashes and weights.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_roll(
    path_number: u32,
    threads: usize,
    data: *const u8,
    length: usize,
    at: *mut u64,
    most: usize,
    digests: *mut u8,
    weights: *mut u64,
) -> i64 {
    let read = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: as the caller promises.
        let (data, at, digests, weights) = unsafe {
            (
                slice::from_raw_parts(data, length),
                at.as_mut()?,
                slice::from_raw_parts_mut(digests.cast::<[u8; 32]>(), most),
                slice::from_raw_parts_mut(weights, most),
            )
        };
        let start = usize::try_from(*at).ok()?;
        let (count, end) =
            roll::entries(path(path_number)?, threads, data, start, digests, weights)?;
        *at = end as u64;
        i64::try_from(count).ok()
    }));
    read.ok().flatten().unwrap_or(i64::from(FAILED))
}

/// Where the last member of an archive ends whose header stands in these bytes, if all of the headers
/// are well formed; else where the first begins that is not. The archive goes on for `left` bytes.
///
/// # Safety
/// There are as many bytes as `length` says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_outline(data: *const u8, length: usize, left: u64) -> u64 {
    // SAFETY: as the caller promises.
    let data = unsafe { slice::from_raw_parts(data, length) };
    archive::outline(data, left)
}

/// No hashes yet; to be given back to `dauys_digests_free`.
#[unsafe(no_mangle)]
pub extern "C" fn dauys_digests_new() -> *mut Digests {
    catch_unwind(|| Box::into_raw(Box::new(Digests::new()))).unwrap_or(std::ptr::null_mut())
}

/// # Safety
/// The pointer comes from `dauys_digests_new`, and is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_digests_free(digests: *mut Digests) {
    if !digests.is_null() {
        // SAFETY: as the caller promises.
        drop(unsafe { Box::from_raw(digests) });
    }
}

/// Puts down the place of each hash; None where one has none.
///
/// # Safety
/// There are `count` hashes of 32 bytes and room for as many places.
unsafe fn placed(
    hashes: *const u8,
    count: usize,
    places: *mut u32,
    mut place_of: impl FnMut(&[u8; 32]) -> Option<u32>,
) -> Option<()> {
    // SAFETY: as the caller promises.
    let (hashes, places) = unsafe {
        (
            slice::from_raw_parts(hashes.cast::<[u8; 32]>(), count),
            slice::from_raw_parts_mut(places, count),
        )
    };
    for (place, hash) in places.iter_mut().zip(hashes) {
        *place = place_of(hash)?;
    }
    Some(())
}

/// The place of each hash, which is put at the end where it is not there yet.
///
/// # Safety
/// `digests` was made here and is used by nobody else meanwhile; there are `count` hashes of 32 bytes
/// and room for as many places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_digests_add(
    digests: *mut Digests,
    hashes: *const u8,
    count: usize,
    places: *mut u32,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        unsafe {
            let digests = digests.as_mut()?;
            placed(hashes, count, places, |hash| digests.add(hash))
        }
    })
}

/// The place of each hash, or 2^32 - 1 where there is none.
///
/// # Safety
/// `digests` was made here; there are `count` hashes of 32 bytes and room for as many places.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_digests_find(
    digests: *const Digests,
    hashes: *const u8,
    count: usize,
    places: *mut u32,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        unsafe {
            let digests = digests.as_ref()?;
            placed(hashes, count, places, |hash| Some(digests.find(hash)))
        }
    })
}

/// So many hashes from a place on.
///
/// # Safety
/// `digests` was made here; there is room for `count` hashes of 32 bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_digests_read(
    digests: *const Digests,
    first: usize,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (digests, out) = unsafe {
            (digests.as_ref()?, slice::from_raw_parts_mut(out.cast::<[u8; 32]>(), count))
        };
        out.copy_from_slice(digests.row().get(first..first.checked_add(count)?)?);
        Some(())
    })
}
