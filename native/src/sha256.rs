//! SHA-256 (FIPS 180-4), with the processor's instructions where there are any.

/// Round constants: the first 32 bits of the fractions of the cube roots of the first 64 primes.
#[rustfmt::skip]
const K: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

const START: [u32; 8] = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/// The hash of some parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut state = START;
    let mut block = [0u8; 64];
    let (mut filled, mut length) = (0, 0u64);
    for part in parts {
        let mut rest = *part;
        length += rest.len() as u64;
        if filled > 0 {
            let take = rest.len().min(64 - filled);
            block[filled..filled + take].copy_from_slice(&rest[..take]);
            (filled, rest) = (filled + take, &rest[take..]);
            if filled < 64 {
                continue;
            }
            compress(&mut state, &block);
        }
        let whole = rest.len() & !63;
        compress(&mut state, &rest[..whole]);
        filled = rest.len() - whole;
        block[..filled].copy_from_slice(&rest[whole..]);
    }
    let mut end = [0u8; 128];
    end[..filled].copy_from_slice(&block[..filled]);
    end[filled] = 0x80;
    let size = if filled < 56 { 64 } else { 128 };
    end[size - 8..size].copy_from_slice(&(8 * length).to_be_bytes());
    compress(&mut state, &end[..size]);
    let mut out = [0; 32];
    for (bytes, word) in out.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    out
}

/// Takes whole blocks of 64 bytes in.
fn compress(state: &mut [u32; 8], blocks: &[u8]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("sha") && std::arch::is_x86_feature_detected!("sse4.1") {
        // SAFETY: the processor has the instructions.
        return unsafe { instructions::compress(state, blocks) };
    }
    plainly(state, blocks);
}

/// FIPS 180-4, section 6.2.2.
fn plainly(state: &mut [u32; 8], blocks: &[u8]) {
    for block in blocks.chunks_exact(64) {
        let mut w = [0u32; 64];
        for (word, bytes) in w.iter_mut().zip(block.chunks_exact(4)) {
            *word = u32::from_be_bytes(bytes.try_into().expect("four bytes"));
        }
        for i in 16..64 {
            let (a, b) = (w[i - 15], w[i - 2]);
            let small0 = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
            let small1 = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
            w[i] = w[i - 16].wrapping_add(small0).wrapping_add(w[i - 7]).wrapping_add(small1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
        for i in 0..64 {
            let large1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = e & f ^ !e & g;
            let first =
                h.wrapping_add(large1).wrapping_add(choice).wrapping_add(K[i]).wrapping_add(w[i]);
            let large0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let majority = a & b ^ a & c ^ b & c;
            (h, g, f, e) = (g, f, e, d.wrapping_add(first));
            (d, c, b, a) = (c, b, a, first.wrapping_add(large0).wrapping_add(majority));
        }
        for (word, more) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = word.wrapping_add(more);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod instructions {
    use core::arch::x86_64::*;

    use super::K;

    /// Four rounds an iteration; the state travels as ABEF and CDGH, as the instructions want it.
    #[target_feature(enable = "sha,sse2,ssse3,sse4.1")]
    pub fn compress(state: &mut [u32; 8], blocks: &[u8]) {
        // SAFETY: loads and stores are unaligned, of eight words of state, of four words of K, and
        // of blocks of 64 bytes.
        unsafe {
            let order = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203);
            let low = _mm_shuffle_epi32::<0xb1>(_mm_loadu_si128(state.as_ptr().cast()));
            let high = _mm_shuffle_epi32::<0x1b>(_mm_loadu_si128(state.as_ptr().add(4).cast()));
            let mut abef = _mm_alignr_epi8::<8>(low, high);
            let mut cdgh = _mm_blend_epi16::<0xf0>(high, low);
            for block in blocks.chunks_exact(64) {
                let (abef_before, cdgh_before) = (abef, cdgh);
                let mut w: [__m128i; 4] = std::array::from_fn(|i| {
                    _mm_shuffle_epi8(_mm_loadu_si128(block.as_ptr().add(16 * i).cast()), order)
                });
                for i in 0..16 {
                    let k = _mm_loadu_si128(K.as_ptr().add(4 * i).cast());
                    let wk = _mm_add_epi32(w[0], k);
                    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, wk);
                    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32::<0x0e>(wk));
                    let next = _mm_sha256msg1_epu32(w[0], w[1]);
                    let next = _mm_add_epi32(next, _mm_alignr_epi8::<4>(w[3], w[2]));
                    w = [w[1], w[2], w[3], _mm_sha256msg2_epu32(next, w[3])];
                }
                abef = _mm_add_epi32(abef, abef_before);
                cdgh = _mm_add_epi32(cdgh, cdgh_before);
            }
            let low = _mm_shuffle_epi32::<0x1b>(abef);
            let high = _mm_shuffle_epi32::<0xb1>(cdgh);
            _mm_storeu_si128(state.as_mut_ptr().cast(), _mm_blend_epi16::<0xf0>(low, high));
            _mm_storeu_si128(state.as_mut_ptr().add(4).cast(), _mm_alignr_epi8::<8>(high, low));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_examples_of_fips_180_4() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&sha256(&[b"abc"])), abc);
        assert_eq!(hex(&sha256(&[b"a", b"", b"bc"])), abc);
        let none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&sha256(&[])), none);
        let million = vec![b'a'; 1_000_000];
        let long = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
        assert_eq!(hex(&sha256(&[&million])), long);
        assert_eq!(hex(&sha256(&[&million[..77], &million[77..]])), long);
    }

    #[test]
    fn both_ways_agree_at_every_length() {
        let data: Vec<u8> = (0..640u32).map(|i| ((i * i) >> 3) as u8).collect();
        for blocks in 0..10 {
            let (mut one, mut other) = (START, START);
            compress(&mut one, &data[..64 * blocks]);
            plainly(&mut other, &data[..64 * blocks]);
            assert_eq!(one, other);
        }
    }
}
