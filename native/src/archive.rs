//! The ballots of a `.bel` archive (5-voting, section 12): passed over as long as every byte of them
//! is the one that must stand there, which hashing them tells.

use crate::bulk::{LEAST, shared};
use crate::sha256::sha256;

const BLOCK: usize = 512;

/// The most bytes of a document (5-voting, 71).
const MOST: usize = 256 << 20;

/// Where the archive has come to.
pub struct Place {
    /// Of every member, in seconds since 1970.
    pub timestamp: u64,
    /// The hash of the last event.
    pub parent: [u8; 32],
    /// The height of the next one.
    pub height: u64,
}

/// A ballot in the archive: where its content begins, how long it is, and its hash.
pub struct Found {
    pub position: usize,
    pub size: usize,
    pub hash: [u8; 32],
}

/// The ballots with which data may begin, each with its event, by the sizes that are stated; hashed
/// by so many threads. Whether they are what they must be `next` tells.
pub fn stated(data: &[u8], threads: usize, most: usize) -> Vec<Found> {
    let (mut found, mut at) = (Vec::new(), 0);
    while found.len() < most {
        let Some((size, after)) = member_end(data, at) else { break };
        let Some((_, end)) = member_end(data, after).filter(|(_, end)| *end <= data.len()) else {
            break;
        };
        found.push(Found { position: at + BLOCK, size, hash: [0; 32] });
        at = end;
    }
    shared(threads, (LEAST, usize::MAX / 2), &mut found, |_, found| {
        for each in found {
            each.hash = sha256(&[&data[each.position..each.position + each.size]]);
        }
    });
    found
}

/// Whether a ballot that was found stands there as it must, with its event; and where that ends.
pub fn next(data: &[u8], at: usize, found: &Found, place: &mut Place) -> Option<usize> {
    let (hash, size) = (found.hash, found.size);
    if at + BLOCK != found.position {
        return None;
    }
    let content = data.get(found.position..found.position + size)?;
    let after = member(data, at, &hash, ".data.json", content, place.timestamp)?;
    let event = event(&place.parent, place.height, &hash);
    let own = sha256(&[&event]);
    let end = member(data, after, &own, ".event.json", &event, place.timestamp)?;
    (place.parent, place.height) = (own, place.height + 1);
    Some(end)
}

/// Follows the headers of an archive that goes on for so many bytes, as far as they stand in these:
/// where the last member ends, or the first begins whose header `dauys.record.tar` must look at.
pub fn outline(data: &[u8], left: u64) -> u64 {
    let mut at = 0;
    while let Some((_, end)) = member_end(data, at).filter(|(_, end)| *end as u64 <= left) {
        at = end;
    }
    at as u64
}

/// The size of a member whose header stands at a place, well formed; and where it ends.
fn member_end(data: &[u8], at: usize) -> Option<(usize, usize)> {
    let header = data.get(at..at + BLOCK)?;
    let named = header[..100].is_ascii() && header[..100].iter().any(|byte| *byte != 0);
    octal(&header[136..147])?;
    let size = octal(&header[124..135]).filter(|size| *size <= MOST && named)?;
    Some((size, (at + BLOCK).checked_add(size.next_multiple_of(BLOCK))?))
}

/// The number that eleven octal digits spell.
fn octal(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'7' => Some(number << 3 | usize::from(digit - b'0')),
        _ => None,
    })
}

/// The canonical event that adds a ballot to the chain.
fn event(parent: &[u8; 32], height: u64, payload: &[u8; 32]) -> Vec<u8> {
    let height = height.to_string();
    [
        &br#"{"parent":""#[..],
        &hex(parent),
        br#"","height":"#,
        height.as_bytes(),
        br#","type":"Ballot","payload":""#,
        &hex(payload),
        br#""}"#,
    ]
    .concat()
}

/// Where the member ends that stands at a place, if it is exactly this one.
fn member(
    data: &[u8],
    at: usize,
    hash: &[u8; 32],
    suffix: &str,
    content: &[u8],
    timestamp: u64,
) -> Option<usize> {
    let start = at + BLOCK;
    let end = start + content.len().next_multiple_of(BLOCK);
    let whole = data.get(at..end)?;
    let (header, rest) = whole.split_at(BLOCK);
    let (found, padding) = rest.split_at(content.len());
    let right = header == header_of(hash, suffix, content.len(), timestamp)
        && found == content
        && padding.iter().all(|byte| *byte == 0);
    right.then_some(end)
}

/// 5-voting, 70: name, mode, owners, size, time, checksum, kind; all else zero.
fn header_of(hash: &[u8; 32], suffix: &str, size: usize, timestamp: u64) -> [u8; BLOCK] {
    let mut header = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| header[at..at + text.len()].copy_from_slice(text);
    put(0, &hex(hash));
    put(64, suffix.as_bytes());
    put(100, b"0000644");
    put(108, b"0000000");
    put(116, b"0000000");
    put(124, &spelt_octal::<11>(size as u64));
    put(136, &spelt_octal::<11>(timestamp));
    put(156, b"0");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * u32::from(b' ');
    header[148..154].copy_from_slice(&spelt_octal::<6>(u64::from(sum)));
    header[155] = b' ';
    header
}

/// A number in so many octal digits, which are enough.
fn spelt_octal<const DIGITS: usize>(number: u64) -> [u8; DIGITS] {
    std::array::from_fn(|at| b'0' + (number >> (3 * (DIGITS - 1 - at)) & 7) as u8)
}

fn hex(hash: &[u8; 32]) -> [u8; 64] {
    std::array::from_fn(|at| {
        b"0123456789abcdef"[usize::from(hash[at / 2] >> (4 * (1 - at % 2)) & 15)]
    })
}
