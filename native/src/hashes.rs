//! What the proofs of a ballot hash (5-voting, section 3), and whether it is what they state.

use std::ops::Range;

use crate::ballot::Ballot;
use crate::modq;
use crate::sha256::sha256;
use crate::spelling::{base64, number};
use crate::work::Work;

/// Whether the hashes over these commitments are what the ballot's challenges sum up to.
pub fn hold(work: &Work, ballot: &Ballot, commitments: &[u8], totals: &[u8]) -> bool {
    let mut message = Vec::with_capacity(1024);
    let mut totals = totals.chunks_exact(128);
    let (mut cell, mut part) = (0, 0);
    for question in &work.form.questions {
        let texts = &ballot.texts[2 * cell..2 * (cell + question.cells)];
        let holds = |parts: Range<usize>, message: &mut Vec<u8>| {
            join(message, commitments[128 * parts.start..128 * parts.end].chunks_exact(64));
            let challenge = modq::reduced(&number(&sha256(&[message])));
            let sum = parts.fold([0; 4], |sum, i| modq::add(&sum, &ballot.scalars[i][0]));
            sum == challenge
        };
        for ciphertext in texts.chunks_exact(2) {
            begin(&mut message, b"prove|", work, ballot);
            join(&mut message, ciphertext.iter().copied());
            message.push(b'|');
            if !holds(part..part + 2, &mut message) {
                return false;
            }
            part += 2;
        }
        let overall = part..part + question.overall();
        begin(&mut message, if question.blank { b"bproof1|" } else { b"prove|" }, work, ballot);
        join(&mut message, texts.iter().copied());
        message.push(b'|');
        if !question.blank {
            let Some(total) = totals.next() else { return false };
            join(&mut message, total.chunks_exact(64));
            message.push(b'|');
        }
        if !holds(overall.clone(), &mut message) {
            return false;
        }
        part = overall.end;
        if question.blank {
            begin(&mut message, b"bproof0|", work, ballot);
            join(&mut message, texts.iter().copied());
            message.push(b'|');
            if !holds(part..part + 2, &mut message) {
                return false;
            }
            part += 2;
        }
        cell += question.cells;
    }
    let digest = base64(&sha256(&[ballot.unsigned, b"}"]));
    let commitment = &commitments[128 * part..];
    let challenge = number(&sha256(&[b"sig|", &digest, b"|", commitment]));
    digest == *ballot.hash && modq::reduced(&challenge) == ballot.scalars[part][0]
}

/// A prefix, and S0: the fingerprint of the election and the credential.
fn begin(message: &mut Vec<u8>, prefix: &[u8], work: &Work, ballot: &Ballot) {
    message.clear();
    message.extend(prefix);
    message.extend(work.fingerprint);
    message.push(b'|');
    message.extend(ballot.credential);
    message.push(b'|');
}

fn join<'a>(message: &mut Vec<u8>, texts: impl Iterator<Item = &'a [u8]>) {
    for (number, text) in texts.enumerate() {
        if number > 0 {
            message.push(b',');
        }
        message.extend(text);
    }
}
