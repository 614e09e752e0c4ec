//! Search on a small catalogue made by hand.

use super::*;

#[test]
fn totals_are_laid_out_in_order() {
    assert_eq!(in_order_of(&[3, NOT_FOUND, 0, 3, 1, NOT_FOUND, 0]), [2, 6, 4, 0, 3]);
    assert_eq!(in_order_of(&[NOT_FOUND]), Vec::<u32>::new());
    assert_eq!(in_order_of(&[]), Vec::<u32>::new());
}

#[test]
fn classes_rank_as_they_should() {
    let costs = [
        Class::whole(0),
        Class::beginning(0),
        Class::whole(1),
        Class::beginning(3),
        Class::forgiven(0),
        Class::forgiven(3),
    ]
    .map(Class::cost);
    assert!(costs.is_sorted(), "{costs:?}");
    let all_unforgiven = u16::try_from(QUERY_WORDS_MAX).unwrap() * Class::beginning(3).cost();
    assert!(all_unforgiven < FORGIVEN_COST);
}
