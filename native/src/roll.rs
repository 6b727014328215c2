//! The roll of a box in its plain spelling (5-voting, section 4.3): passed over as long as every entry
//! is one that the reference takes; whether a credential stands there twice is asked by the caller.

use crate::bulk::members;
use crate::engine::Path;
use crate::limbs::Words;
use crate::sha256::sha256;
use crate::spelling::hex;

/// Digits of a credential, and the most of a weight.
const DIGITS: usize = 64;
const WEIGHT: usize = 12;

/// The neutral element and g, whose secrets everybody knows.
const KNOWN: [Words; 2] = [
    [1, 0, 0, 0],
    [0x6666_6666_6666_6658, 0x6666_6666_6666_6666, 0x6666_6666_6666_6666, 0x6666_6666_6666_6666],
];

/// The entries that begin at a place, as many as there is room for: puts the hash and the weight of
/// each credential, and gives how many there are and where they end. None where one is not right.
pub fn entries(
    path: Path,
    threads: usize,
    data: &[u8],
    mut at: usize,
    digests: &mut [[u8; 32]],
    weights: &mut [u64],
) -> Option<(usize, usize)> {
    let (mut texts, mut count) = (Vec::with_capacity(DIGITS * digests.len()), 0);
    while count < digests.len() && data.get(at) != Some(&b']') {
        let (text, weight, after) = entry(data, at)?;
        if KNOWN.contains(&hex(text)?) {
            return None;
        }
        texts.extend_from_slice(text);
        digests[count] = sha256(&[text]);
        weights[count] = weight;
        (at, count) = (after, count + 1);
    }
    members(path, threads, &texts).iter().all(|inside| *inside).then_some((count, at))
}

/// A credential, its weight, and where its entry ends.
fn entry(data: &[u8], at: usize) -> Option<(&[u8], u64, usize)> {
    let text = at + 2;
    let mut end = text + DIGITS;
    let credential = data.get(text..end)?;
    let mut weight = 1;
    if data.get(end) == Some(&b',') {
        let digits = data[end + 1..].iter().take(WEIGHT).take_while(|byte| byte.is_ascii_digit());
        let spelt = &data[end + 1..end + 1 + digits.count()];
        if *spelt.first()? == b'0' {
            return None;
        }
        weight = spelt.iter().fold(0, |sum, digit| 10 * sum + u64::from(digit - b'0'));
        end += 1 + spelt.len();
    }
    let begins: &[u8] = if at == 0 { b"[\"" } else { b",\"" };
    (&data[at..text] == begins && *data.get(end)? == b'"').then_some((credential, weight, end + 1))
}
