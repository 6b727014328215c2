//! The ballots of a `.bel` archive (5-voting, section 12): passed over as long as every byte of them
//! is the one that must stand there, which hashing them tells.

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

/// The next ballot with its event from `at` on, and where it ends; None for anything else there.
pub fn next(data: &[u8], at: usize, place: &mut Place) -> Option<(Found, usize)> {
    let size = stated_size(data.get(at..at + BLOCK)?).filter(|size| *size <= MOST)?;
    let content = data.get(at + BLOCK..(at + BLOCK).checked_add(size)?)?;
    let hash = sha256(&[content]);
    let after = member(data, at, &hash, ".data.json", content, place.timestamp)?;
    let event = event(&place.parent, place.height, &hash);
    let own = sha256(&[&event]);
    let end = member(data, after, &own, ".event.json", &event, place.timestamp)?;
    (place.parent, place.height) = (own, place.height + 1);
    Some((Found { position: at + BLOCK, size, hash }, end))
}

/// Follows the headers of an archive that goes on for so many bytes, as far as they stand in these:
/// where the last member ends, or the first begins whose header `dauys.record.tar` must look at.
pub fn outline(data: &[u8], left: u64) -> u64 {
    let mut at = 0;
    while let Some(end) = member_end(data, at).filter(|end| *end as u64 <= left) {
        at = end;
    }
    at as u64
}

/// Where a member ends whose header stands at a place, well formed.
fn member_end(data: &[u8], at: usize) -> Option<usize> {
    let header = data.get(at..at + BLOCK)?;
    let named = header[..100].is_ascii() && header[..100].iter().any(|byte| *byte != 0);
    octal(&header[136..147])?;
    let size = stated_size(header).filter(|size| *size <= MOST && named)?;
    (at + BLOCK).checked_add(size.next_multiple_of(BLOCK))
}

/// The size that a header states.
fn stated_size(header: &[u8]) -> Option<usize> {
    octal(&header[124..135])
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
    let (parent, payload) = (hex(parent), hex(payload));
    format!(r#"{{"parent":"{parent}","height":{height},"type":"Ballot","payload":"{payload}"}}"#)
        .into_bytes()
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
    let mut put =
        |at: usize, text: &str| header[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, &hex(hash));
    put(64, suffix);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{size:011o}"));
    put(136, &format!("{timestamp:011o}"));
    put(156, "0");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * u32::from(b' ');
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    header
}

fn hex(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
        text
    })
}
