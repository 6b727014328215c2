//! Checks encrypted ballots in bulk: the fast one of the two arithmetics of Dauys.
//!
//! Public data only: nothing here hides what it computes. Bytes come in and bytes go out, many
//! ballots a call. Python's `dauys.ballots.check` is what is right; whatever is not accepted here is
//! judged there. The functions below, and those in `documents`, are all that is called from outside.

mod archive;
mod ballot;
mod bulk;
mod comb;
mod curve;
mod digests;
mod documents;
mod engine;
mod group;
mod hashes;
#[cfg(target_arch = "x86_64")]
mod ifma;
mod lanes;
mod limbs;
mod lines;
mod modp;
mod modp_bulk;
mod modp_calls;
#[cfg(target_arch = "x86_64")]
mod modp_ifma;
mod modp_power;
mod modp_single;
mod modp_subgroup;
mod modp_work;
mod modq;
mod roll;
mod sha256;
mod single;
mod spelling;
mod subgroup;
mod table;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use ballot::{Form, Question};
use bulk::Election;
use documents::laid;
use engine::Path;
use group::Group;
use limbs::Words;

/// What a call answers that has failed; no output is then to be read.
const FAILED: i32 = -1;

/// By which rules ballots and archives are accepted here, and how that is asked: 1 more with each
/// change of them, here and in `dauys.group.kernel`, which takes no library of other rules.
const RULES: u32 = 3;

/// The path with this number: 0 for the fastest that there is, 1 for one lane, 2 for IFMA.
fn path(number: u32) -> Option<Path> {
    let path = match number {
        0 => Path::best(),
        1 => Path::Single,
        2 => Path::Ifma,
        _ => return None,
    };
    path.available().then_some(path)
}

/// Nothing unwinds into the caller.
fn answered(call: impl FnOnce() -> Option<()>) -> i32 {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Some(())) => 0,
        _ => FAILED,
    }
}

/// The number of the rules.
#[unsafe(no_mangle)]
pub extern "C" fn dauys_rules() -> u32 {
    RULES
}

/// Whether this processor has a path: 0 if so.
#[unsafe(no_mangle)]
pub extern "C" fn dauys_path(number: u32) -> i32 {
    answered(|| path(number).map(drop))
}

/// An election, to be given back to `dauys_election_free`; null where it cannot be.
///
/// `group` is 0 for Ed25519 and 1 for BELENIOS-2048, `opening` all bytes of a ballot before its
/// credential; `questions` are four numbers each: cells, blank (0 or 1), min, max.
///
/// # Safety
/// The pointers are to as many items as the lengths say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_election_new(
    group: u32,
    opening: *const u8,
    opening_length: usize,
    fingerprint: *const u8,
    fingerprint_length: usize,
    key: *const u8,
    key_length: usize,
    questions: *const u32,
    questions_length: usize,
    limit: usize,
) -> *mut Election {
    let made = catch_unwind(|| {
        // SAFETY: as the caller promises.
        let (opening, fingerprint, key, questions) = unsafe {
            (
                slice::from_raw_parts(opening, opening_length),
                slice::from_raw_parts(fingerprint, fingerprint_length),
                slice::from_raw_parts(key, key_length),
                slice::from_raw_parts(questions, 4 * questions_length),
            )
        };
        let questions = questions
            .chunks_exact(4)
            .map(|q| Question { cells: q[0] as usize, blank: q[1] != 0, min: q[2], max: q[3] })
            .collect();
        Election::new(
            Form { group: Group::numbered(group)?, opening: opening.to_vec(), questions, limit },
            fingerprint.to_vec(),
            key,
        )
    });
    match made {
        Ok(Some(election)) => Box::into_raw(Box::new(election)),
        _ => std::ptr::null_mut(),
    }
}

/// # Safety
/// The pointer comes from `dauys_election_new`, and is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_election_free(election: *mut Election) {
    if !election.is_null() {
        // SAFETY: as the caller promises.
        drop(unsafe { Box::from_raw(election) });
    }
}

/// Texts at a fixed distance, with zero bytes behind those that are shorter.
fn padded(texts: &[Vec<u8>], width: usize, out: &mut [u8]) {
    out.fill(0);
    for (text, out) in texts.iter().zip(out.chunks_exact_mut(width)) {
        out[..text.len()].copy_from_slice(text);
    }
}

/// Checks ballots: `sound` gets 1 or 0 for each, `sums` the spelling of alpha and beta of each cell:
/// 64 bytes, or in BELENIOS-2048 617, of which those after a shorter one are 0.
///
/// # Safety
/// The ballots lie as `documents::laid` wants it; there are `count` weights and bytes of `sound`, and
/// room in `sums` for each cell.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_check(
    election: *const Election,
    path_number: u32,
    threads: usize,
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    weights: *const u64,
    count: usize,
    sound: *mut u8,
    sums: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (election, ballots, weights) = unsafe {
            (
                election.as_ref()?,
                laid(data, length, starts, sizes, count)?,
                slice::from_raw_parts(weights, count),
            )
        };
        let (held, products) =
            bulk::check(election, path(path_number)?, threads, &ballots, weights);
        let width = election.form.group.width();
        // SAFETY: as the caller promises.
        let (sound, sums) = unsafe {
            (
                slice::from_raw_parts_mut(sound.cast::<bool>(), count),
                slice::from_raw_parts_mut(sums, width * products.len()),
            )
        };
        sound.copy_from_slice(&held);
        padded(&products, width, sums);
        Some(())
    })
}

/// What ballots say of themselves: for each one byte, 1 where it was read, then its tracker and the
/// hash of each alpha, 32 bytes each.
///
/// # Safety
/// The ballots lie as `documents::laid` wants it; for each there are 33 bytes of output and 32 more
/// for each cell.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_scan(
    election: *const Election,
    data: *const u8,
    length: usize,
    starts: *const u64,
    sizes: *const u64,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (election, ballots) =
            unsafe { (election.as_ref()?, laid(data, length, starts, sizes, count)?) };
        let width = 33 + 32 * election.form.cells();
        // SAFETY: as the caller promises.
        let out = unsafe { slice::from_raw_parts_mut(out, width * count) };
        for (ballot, out) in ballots.iter().zip(out.chunks_exact_mut(width)) {
            out[0] = u8::from(bulk::scan(election, ballot, &mut out[1..]).is_some());
        }
        Some(())
    })
}

/// Passes over ballots of an archive, with their events, as long as all is as it must be: at most
/// `most`. `parent` (32 bytes) and `height` are those of the chain, and are moved on. `places` gets
/// the position and the size of each, `hashes` its hash; `end` where the last of them ends. Gives how
/// many there are, or -1 where a call was wrong.
///
/// # Safety
/// There are as many bytes as `length` says, and room for `most` pairs and hashes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_archive(
    threads: usize,
    data: *const u8,
    length: usize,
    timestamp: u64,
    parent: *mut u8,
    height: *mut u64,
    most: usize,
    places: *mut u64,
    hashes: *mut u8,
    end: *mut u64,
) -> i64 {
    let passed = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: as the caller promises.
        let (data, parent, height, places, hashes, end) = unsafe {
            (
                slice::from_raw_parts(data, length),
                slice::from_raw_parts_mut(parent, 32),
                height.as_mut()?,
                slice::from_raw_parts_mut(places, 2 * most),
                slice::from_raw_parts_mut(hashes, 32 * most),
                end.as_mut()?,
            )
        };
        // Eleven octal digits of a time, sixteen decimal ones of a height: far above all limits.
        if timestamp >= 1 << 33 || *height >= 1 << 53 {
            return None;
        }
        let mut place =
            archive::Place { timestamp, parent: (&*parent).try_into().ok()?, height: *height };
        let (mut at, mut count) = (0, 0);
        for found in archive::stated(data, threads, most) {
            let Some(after) = archive::next(data, at, &found, &mut place) else { break };
            places[2 * count..2 * count + 2]
                .copy_from_slice(&[found.position as u64, found.size as u64]);
            hashes[32 * count..32 * count + 32].copy_from_slice(&found.hash);
            (at, count) = (after, count + 1);
        }
        parent.copy_from_slice(&place.parent);
        (*height, *end) = (place.height, at as u64);
        i64::try_from(count).ok()
    }));
    passed.ok().flatten().unwrap_or(i64::from(FAILED))
}

/// Whether each text of 64 bytes is the spelling of an element: 1 or 0 for each.
///
/// # Safety
/// There are `count` texts and bytes of `out`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_members(
    path_number: u32,
    threads: usize,
    texts: *const u8,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let texts = unsafe { slice::from_raw_parts(texts, 64 * count) };
        let inside = bulk::members(path(path_number)?, threads, texts);
        // SAFETY: as the caller promises.
        unsafe { slice::from_raw_parts_mut(out.cast::<bool>(), count).copy_from_slice(&inside) };
        Some(())
    })
}

/// g^response base^challenge for each base of 64 digits: 64 digits, or 64 zero bytes for no point.
/// Exponents are pairs of challenge and response, below q, four words each, lowest first.
///
/// # Safety
/// There are `count` bases, pairs and outputs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dauys_commitments(
    path_number: u32,
    bases: *const u8,
    exponents: *const u64,
    count: usize,
    out: *mut u8,
) -> i32 {
    answered(|| {
        // SAFETY: as the caller promises.
        let (bases, words, out) = unsafe {
            (
                slice::from_raw_parts(bases, 64 * count),
                slice::from_raw_parts(exponents.cast::<[Words; 2]>(), count),
                slice::from_raw_parts_mut(out, 64 * count),
            )
        };
        if words.iter().flatten().any(|exponent| !limbs::below(exponent, &modq::Q)) {
            return None;
        }
        out.fill(0);
        for (made, out) in
            bulk::commitments(path(path_number)?, bases, words).iter().zip(out.chunks_exact_mut(64))
        {
            if let Some(words) = made {
                out.copy_from_slice(&bulk::texts(&[*words]));
            }
        }
        Some(())
    })
}

/// Multiplies `rounds` times four elements in each lane, so that the caller can take the time;
/// gives how many products that were.
#[unsafe(no_mangle)]
pub extern "C" fn dauys_products(path_number: u32, rounds: u64) -> u64 {
    path(path_number).map_or(0, |path| bulk::products(path, rounds))
}
