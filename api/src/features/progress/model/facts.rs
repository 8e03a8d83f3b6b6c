//! What a colour is worked out from.

use chrono::NaiveDate;

/// The facts of one project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgressFacts {
    /// The earliest planned milestone that is not done.
    pub next_milestone: Option<NextMilestone>,
    /// Plan of the year against what was done, as of the last month reported (submitted or later).
    pub plan_gap: Option<PlanGap>,
    /// The last day on which something moved: a report with investment or a new 形象进度, a milestone done.
    pub last_progress_on: Option<NaiveDate>,
    /// Due days of the periods due and not handed in, newest first; only periods in which the project had to report.
    pub missed_reports: Vec<NaiveDate>,
    /// Due days still ahead of periods not handed in, soonest first: on the day after each of them one more report is
    /// missed, if nothing is handed in. The period under way and the two after it, as the calendar stands.
    pub next_report_due_ons: Vec<NaiveDate>,
    /// When works began.
    pub started_on: Option<NaiveDate>,
    /// When the project was entered into the statistics.
    pub statistics_entered_on: Option<NaiveDate>,
    /// Approved pauses, those ended early up to the day of their end, oldest first.
    pub pauses: Vec<Pause>,
}

/// See [`ProgressFacts::next_milestone`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMilestone {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// The day it is planned for.
    pub planned_on: NaiveDate,
}

/// See [`ProgressFacts::plan_gap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanGap {
    /// Share of the year's plan that was to be done by then, in hundredths of a per cent.
    pub plan_percent_hundredths: i64,
    /// Share that was done, in hundredths of a per cent.
    pub actual_percent_hundredths: i64,
    /// The last day of the month reported.
    pub as_of_on: NaiveDate,
}

impl PlanGap {
    /// Percentage points behind the plan, in hundredths; negative when ahead.
    pub fn behind_hundredths(&self) -> i64 {
        self.plan_percent_hundredths - self.actual_percent_hundredths
    }
}

/// A pause of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The first day that does not count.
    pub from_on: NaiveDate,
    /// The first day that counts again.
    pub until_on: NaiveDate,
    /// The outside cause.
    pub cause: String,
}
