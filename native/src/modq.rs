//! Exponents: numbers modulo the order q of a group, which has at most 256 bits.

use crate::limbs::{Words, below, minus, plus};

/// That of Ed25519: 2^252 + 27742317777372353535851937790883648493.
pub const Q: Words = [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60];

/// a + b modulo q.
pub fn add(a: &Words, b: &Words, q: &Words) -> Words {
    let room = minus(q, b); // the sum may not fit
    if below(a, &room) { plus(a, b) } else { minus(a, &room) }
}

/// -a modulo q.
pub fn negate(a: &Words, q: &Words) -> Words {
    if *a == [0; 4] { *a } else { minus(q, a) }
}

/// n a modulo q, for the small n of a question's bounds.
pub fn times(n: u32, a: &Words, q: &Words) -> Words {
    let mut sum = [0; 4];
    for bit in (0..32 - n.leading_zeros()).rev() {
        sum = add(&sum, &sum, q);
        if n >> bit & 1 == 1 {
            sum = add(&sum, a, q);
        }
    }
    sum
}

/// Any 256-bit number modulo q.
pub fn reduced(a: &Words, q: &Words) -> Words {
    // By the highest words alone never too much is taken away, and little is left to take.
    let mut rest = minus(a, &multiple(a[3] / (q[3] + 1), q));
    while !below(&rest, q) {
        rest = minus(&rest, q);
    }
    rest
}

/// n q, which must fit.
fn multiple(n: u64, q: &Words) -> Words {
    let mut carry = 0u128;
    std::array::from_fn(|i| {
        carry += u128::from(q[i]) * u128::from(n);
        let word = carry as u64;
        carry >>= 64;
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reduction_agrees_with_subtraction() {
        for q in [Q, crate::modp::Q] {
            let mut a = [u64::MAX; 4];
            for step in 0..200u64 {
                let mut slow = a;
                while !below(&slow, &q) {
                    slow = minus(&slow, &q);
                }
                assert_eq!(reduced(&a, &q), slow);
                a = minus(&a, &[step.wrapping_mul(0x9e37_79b9_7f4a_7c15), step * 77, 3, 1 << 56]);
            }
        }
        for n in 0..15 {
            let multiple = multiple(n, &Q);
            assert_eq!(reduced(&multiple, &Q), [0; 4]);
            assert_eq!(reduced(&plus(&multiple, &[1, 0, 0, 0]), &Q), [1, 0, 0, 0]);
        }
    }

    #[test]
    fn small_products_are_repeated_sums() {
        for q in [Q, crate::modp::Q] {
            let a = minus(&q, &[5, 0, 0, 0]);
            let mut sum = [0; 4];
            for n in 0..40 {
                assert_eq!(times(n, &a, &q), sum);
                sum = add(&sum, &a, &q);
                assert!(below(&sum, &q));
            }
            assert_eq!(add(&a, &negate(&a, &q), &q), [0; 4]);
            assert_eq!(times(5, &a, &q), minus(&q, &[25, 0, 0, 0]));
        }
    }
}
