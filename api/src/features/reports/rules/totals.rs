//! The row of totals.

use super::cells::Cell;
use super::layout::Layout;
use crate::lists::Kind;
use rust_decimal::Decimal;

/// Sums of the columns that are to be summed.
pub struct Totals {
    sums: Vec<Option<Decimal>>,
    word_at: Option<usize>,
}

impl Totals {
    /// None yet.
    pub fn new(layout: &Layout) -> Self {
        let sums: Vec<Option<Decimal>> =
            layout.columns.iter().map(|c| c.total.then_some(Decimal::ZERO)).collect();
        // the word stands in the first column that is not summed, rather a text than the row's number
        let free =
            |wanted: &dyn Fn(Kind) -> bool| layout.columns.iter().position(|c| !c.total && wanted(c.kind));
        let word_at = free(&|kind| kind == Kind::RowNumber).or_else(|| free(&|_| true));
        Self { sums, word_at: word_at.filter(|_| layout.has_totals()) }
    }

    /// Adds a row.
    pub fn add(&mut self, cells: &[Cell]) {
        for (sum, cell) in self.sums.iter_mut().zip(cells) {
            if let (Some(sum), Cell::Number(n)) = (sum, cell) {
                *sum = sum.saturating_add(*n);
            }
        }
    }

    /// The row, if the layout asks for one.
    pub fn row(&self) -> Option<Vec<Cell>> {
        self.sums.iter().any(Option::is_some).then(|| {
            let cells = self.sums.iter().enumerate().map(|(at, sum)| match sum {
                Some(sum) => Cell::Number(sum.normalize()),
                None if self.word_at == Some(at) => Cell::Text("合计".to_owned()),
                None => Cell::Empty,
            });
            cells.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::reports::rules::layout::LayoutColumn;

    #[test]
    fn sums_are_exact_and_named() {
        let column = |kind, total| LayoutColumn { kind, total, ..LayoutColumn::default() };
        let columns =
            vec![column(Kind::RowNumber, false), column(Kind::Text, false), column(Kind::Money, true)];
        let layout = Layout { title: String::new(), columns };
        let mut totals = Totals::new(&layout);
        for n in ["0.1", "0.2", "353860.01"] {
            let amount = n.parse().unwrap_or_default();
            totals.add(&[Cell::Number(Decimal::ONE), Cell::Text("甲".into()), Cell::Number(amount)]);
        }
        let row = totals.row().unwrap_or_default();
        assert_eq!(row.iter().map(Cell::text).collect::<Vec<_>>(), ["合计", "", "353860.31"]);
        let none = Layout { columns: vec![column(Kind::Money, false)], ..Layout::default() };
        assert_eq!(Totals::new(&none).row(), None);
    }
}
