//! Tables, written by hand; a test compares them with both databases.
#![allow(missing_docs)]

diesel::table! {
    units (id) {
        id -> BigInt,
        name -> Text,
        short_name -> Text,
        kind -> Text,
        parent_id -> Nullable<BigInt>,
        path -> Text,
        sort_no -> Integer,
        sort_path -> Text,
        division_code -> Nullable<Text>,
        valid_from -> Nullable<Date>,
        valid_until -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    users (id) {
        id -> BigInt,
        username -> Text,
        name -> Text,
        unit_id -> BigInt,
        post -> Text,
        sort_no -> Integer,
        phone -> Nullable<Text>,
        roles -> Doc,
        status -> Text,
        must_change_password -> Bool,
        epoch -> Integer,
        handed_over_to -> Nullable<BigInt>,
        last_login_at -> Nullable<Ts>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    journal (id) {
        id -> BigInt,
        at -> Ts,
        event -> Text,
        subject_kind -> Text,
        subject_id -> BigInt,
        subject_label -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<BigInt>,
        actor_name -> Text,
        unit_id -> Nullable<BigInt>,
        token_id -> Nullable<BigInt>,
        request_id -> Text,
        before -> Nullable<Doc>,
        after -> Nullable<Doc>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    journal_seals (id) {
        id -> BigInt,
        first_id -> BigInt,
        last_id -> BigInt,
        row_count -> BigInt,
        previous_hash -> Text,
        hash -> Text,
        sealed_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Doc,
        state -> Text,
        owner_id -> Nullable<BigInt>,
        token_id -> Nullable<BigInt>,
        done -> BigInt,
        total -> Nullable<BigInt>,
        step -> Text,
        result -> Nullable<Doc>,
        failure -> Nullable<Text>,
        attempts -> Integer,
        cancel_requested -> Bool,
        run_after -> Ts,
        leased_until -> Nullable<Ts>,
        lease_token -> Nullable<Text>,
        created_at -> Ts,
        finished_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    idempotency_keys (principal, key_hash) {
        principal -> Text,
        key_hash -> Text,
        operation -> Text,
        body_hash -> Text,
        status -> Integer,
        sealed -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    number_series (series, year) {
        series -> Text,
        year -> Integer,
        last_no -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    rule_sets (id) {
        id -> BigInt,
        kind -> Text,
        revision -> Integer,
        content -> Doc,
        reason -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        in_force_from -> Date,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::joinable!(users -> units (unit_id));

diesel::allow_tables_to_appear_in_same_query!(journal, jobs, users);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    credentials (user_id) {
        user_id -> BigInt,
        password_hash -> Text,
        changed_at -> Ts,
        expires_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    password_history (id) {
        id -> BigInt,
        user_id -> BigInt,
        password_hash -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    login_attempts (subject) {
        subject -> Text,
        failures -> Integer,
        last_failed_at -> Ts,
        locked_until -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    sessions (id) {
        id -> BigInt,
        user_id -> BigInt,
        address -> Text,
        device -> Text,
        created_at -> Ts,
        last_used_at -> Ts,
        expires_at -> Ts,
        ended_at -> Nullable<Ts>,
        end_reason -> Nullable<Text>,
        remembered -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    refresh_tokens (id) {
        id -> BigInt,
        session_id -> BigInt,
        token_hash -> Text,
        issued_at -> Ts,
        replaced_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    api_tokens (id) {
        id -> BigInt,
        name -> Text,
        prefix -> Text,
        secret_hash -> Text,
        enterprise_id -> Nullable<BigInt>,
        created_by -> BigInt,
        scopes -> Doc,
        addresses -> Doc,
        created_at -> Ts,
        expires_at -> Ts,
        last_used_at -> Nullable<Ts>,
        revoked_at -> Nullable<Ts>,
        revoked_by -> Nullable<BigInt>,
        revoke_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    known_devices (id) {
        id -> BigInt,
        user_id -> BigInt,
        token_hash -> Text,
        created_at -> Ts,
        last_seen_at -> Ts,
    }
}

diesel::joinable!(sessions -> users (user_id));

diesel::joinable!(refresh_tokens -> sessions (session_id));

diesel::joinable!(api_tokens -> users (created_by));

diesel::allow_tables_to_appear_in_same_query!(
    credentials,
    users,
    units,
    sessions,
    refresh_tokens,
    known_devices,
    api_tokens
);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    calendar_years (year) {
        year -> Integer,
        decreed -> Bool,
        source -> Text,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    calendar_days (on_date) {
        on_date -> Date,
        kind -> Text,
        name -> Text,
        source -> Text,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    enterprises (id) {
        id -> BigInt,
        name -> Text,
        name_key -> Text,
        sort_key -> Text,
        credit_code -> Nullable<Text>,
        division_code -> Nullable<Text>,
        place -> Text,
        origin -> Nullable<Text>,
        industry_code -> Nullable<Text>,
        industry -> Text,
        classes -> Doc,
        nature -> Text,
        founded -> Nullable<Text>,
        registered_capital_yuan -> Nullable<BigInt>,
        main_business -> Text,
        products -> Text,
        motive -> Nullable<Text>,
        expansion_plan -> Text,
        source -> Text,
        source_url -> Text,
        remark -> Text,
        owner_unit_id -> Nullable<BigInt>,
        created_by -> Nullable<BigInt>,
        merged_into_id -> Nullable<BigInt>,
        merged_at -> Nullable<Ts>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
        withdrawn_at -> Nullable<Ts>,
        withdrawn_by -> Nullable<BigInt>,
        withdraw_reason -> Nullable<Text>,
        import_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    enterprise_aliases (id) {
        id -> BigInt,
        enterprise_id -> BigInt,
        alias -> Text,
        alias_key -> Text,
        created_at -> Ts,
        removed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    enterprise_contacts (id) {
        id -> BigInt,
        enterprise_id -> BigInt,
        name -> Text,
        post -> Text,
        phone -> Nullable<Text>,
        phone_tail -> Nullable<Text>,
        remark -> Text,
        created_at -> Ts,
        updated_at -> Ts,
        removed_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    enterprise_merges (id) {
        id -> BigInt,
        kept_id -> BigInt,
        merged_id -> BigInt,
        merged_by -> Nullable<BigInt>,
        merged_at -> Ts,
        reason -> Text,
        snapshot -> Doc,
        undone_at -> Nullable<Ts>,
        undone_by -> Nullable<BigInt>,
        undo_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::joinable!(enterprise_aliases -> enterprises (enterprise_id));

diesel::joinable!(enterprise_contacts -> enterprises (enterprise_id));

diesel::allow_tables_to_appear_in_same_query!(
    enterprises,
    enterprise_aliases,
    enterprise_contacts,
    enterprise_merges,
    units,
);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    projects (id) {
        id -> BigInt,
        number -> Text,
        name -> Text,
        name_key -> Text,
        sort_key -> Text,
        content -> Text,
        stage -> Text,
        stage_no -> Integer,
        end_state -> Nullable<Text>,
        stage_since_on -> Date,
        total_investment_yuan -> Nullable<BigInt>,
        fixed_assets_yuan -> Nullable<BigInt>,
        contract_amount_yuan -> Nullable<BigInt>,
        industry_code -> Nullable<Text>,
        industry -> Nullable<Text>,
        chain -> Nullable<Text>,
        division_code -> Nullable<Text>,
        place -> Nullable<Text>,
        park -> Nullable<Text>,
        land_type -> Nullable<Text>,
        land_mu -> Nullable<Double>,
        lead_source -> Nullable<Text>,
        build_kind -> Nullable<Text>,
        invest_mode -> Nullable<Text>,
        planned_start -> Nullable<Text>,
        planned_end -> Nullable<Text>,
        first_contact_on -> Nullable<Date>,
        signed_on -> Nullable<Date>,
        started_on -> Nullable<Date>,
        producing_on -> Nullable<Date>,
        expected_output_yuan -> Nullable<BigInt>,
        expected_tax_yuan -> Nullable<BigInt>,
        expected_jobs -> Nullable<Integer>,
        lead_unit_id -> BigInt,
        introducer -> Nullable<Text>,
        confidential -> Bool,
        exclusion_code -> Nullable<Text>,
        exclusion_reason -> Nullable<Text>,
        excluded_by -> Nullable<BigInt>,
        excluded_at -> Nullable<Ts>,
        funds_in_place_yuan -> BigInt,
        funds_outside_province_yuan -> BigInt,
        funds_outside_city_yuan -> BigInt,
        remark -> Nullable<Text>,
        source -> Nullable<Text>,
        import_id -> Nullable<BigInt>,
        created_by -> Nullable<BigInt>,
        version -> Integer,
        created_at -> Ts,
        updated_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_versions (row_id) {
        row_id -> BigInt,
        recorded_from_at -> Ts,
        recorded_until_at -> Nullable<Ts>,
        id -> BigInt,
        number -> Text,
        name -> Text,
        name_key -> Text,
        sort_key -> Text,
        content -> Text,
        stage -> Text,
        stage_no -> Integer,
        end_state -> Nullable<Text>,
        stage_since_on -> Date,
        total_investment_yuan -> Nullable<BigInt>,
        fixed_assets_yuan -> Nullable<BigInt>,
        contract_amount_yuan -> Nullable<BigInt>,
        industry_code -> Nullable<Text>,
        industry -> Nullable<Text>,
        chain -> Nullable<Text>,
        division_code -> Nullable<Text>,
        place -> Nullable<Text>,
        park -> Nullable<Text>,
        land_type -> Nullable<Text>,
        land_mu -> Nullable<Double>,
        lead_source -> Nullable<Text>,
        build_kind -> Nullable<Text>,
        invest_mode -> Nullable<Text>,
        planned_start -> Nullable<Text>,
        planned_end -> Nullable<Text>,
        first_contact_on -> Nullable<Date>,
        signed_on -> Nullable<Date>,
        started_on -> Nullable<Date>,
        producing_on -> Nullable<Date>,
        expected_output_yuan -> Nullable<BigInt>,
        expected_tax_yuan -> Nullable<BigInt>,
        expected_jobs -> Nullable<Integer>,
        lead_unit_id -> BigInt,
        introducer -> Nullable<Text>,
        confidential -> Bool,
        exclusion_code -> Nullable<Text>,
        exclusion_reason -> Nullable<Text>,
        excluded_by -> Nullable<BigInt>,
        excluded_at -> Nullable<Ts>,
        funds_in_place_yuan -> BigInt,
        funds_outside_province_yuan -> BigInt,
        funds_outside_city_yuan -> BigInt,
        remark -> Nullable<Text>,
        source -> Nullable<Text>,
        import_id -> Nullable<BigInt>,
        created_by -> Nullable<BigInt>,
        version -> Integer,
        created_at -> Ts,
        updated_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_units (id) {
        id -> BigInt,
        project_id -> BigInt,
        unit_id -> BigInt,
        ended_at -> Nullable<Ts>,
        began_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_tags (id) {
        id -> BigInt,
        project_id -> BigInt,
        name -> Text,
        began_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_readers (id) {
        id -> BigInt,
        project_id -> BigInt,
        user_id -> BigInt,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_parties (id) {
        id -> BigInt,
        project_id -> BigInt,
        enterprise_id -> Nullable<BigInt>,
        name -> Text,
        name_key -> Text,
        role -> Text,
        share_percent -> Nullable<Integer>,
        origin -> Nullable<Text>,
        sort_no -> Integer,
        ended_at -> Nullable<Ts>,
        began_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_phases (id) {
        id -> BigInt,
        project_id -> BigInt,
        sequence -> Integer,
        name -> Text,
        planned_start -> Nullable<Text>,
        planned_end -> Nullable<Text>,
        amount_yuan -> BigInt,
        ended_at -> Nullable<Ts>,
        began_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_codes (id) {
        id -> BigInt,
        project_id -> BigInt,
        code -> Text,
        obtained_on -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        version -> Integer,
        began_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    funds_entries (id) {
        id -> BigInt,
        project_id -> BigInt,
        entered_on -> Date,
        amount_yuan -> BigInt,
        origin -> Text,
        kind -> Text,
        build_kind -> Nullable<Text>,
        currency -> Text,
        proof_type -> Text,
        proof_file_id -> Nullable<BigInt>,
        confirmed_by_investor -> Bool,
        note -> Nullable<Text>,
        over_reason -> Nullable<Text>,
        reverses_id -> Nullable<BigInt>,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Ts,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    project_rollups (axis, item, stage, end_state, excluded, slot) {
        axis -> Text,
        item -> Text,
        stage -> Text,
        end_state -> Text,
        excluded -> Bool,
        slot -> Integer,
        projects -> BigInt,
        total_investment_yuan -> BigInt,
        known_amounts -> BigInt,
        fixed_assets_yuan -> BigInt,
        contract_amount_yuan -> BigInt,
        funds_in_place_yuan -> BigInt,
        funds_outside_province_yuan -> BigInt,
        funds_outside_city_yuan -> BigInt,
    }
}

diesel::table! {
    contract_rollups (axis, item, stage, end_state, exclusion, slot) {
        axis -> Text,
        item -> Text,
        stage -> Text,
        end_state -> Text,
        exclusion -> Text,
        slot -> Integer,
        contracts -> BigInt,
        takeovers -> BigInt,
        amount_yuan -> BigInt,
        funds_in_place_yuan -> BigInt,
        funds_outside_province_yuan -> BigInt,
        funds_outside_city_yuan -> BigInt,
    }
}

diesel::joinable!(projects -> units (lead_unit_id));

diesel::joinable!(project_units -> units (unit_id));

diesel::joinable!(project_readers -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    projects,
    project_units,
    project_tags,
    project_readers,
    project_parties,
    project_phases,
    project_codes,
    funds_entries
);

diesel::allow_tables_to_appear_in_same_query!(projects, units);

diesel::allow_tables_to_appear_in_same_query!(projects, tickets);

diesel::allow_tables_to_appear_in_same_query!(projects, slips);

diesel::allow_tables_to_appear_in_same_query!(project_units, units);

diesel::allow_tables_to_appear_in_same_query!(project_readers, users);

diesel::allow_tables_to_appear_in_same_query!(projects, enterprises);

diesel::allow_tables_to_appear_in_same_query!(project_parties, enterprises);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    import_sessions (id) {
        id -> BigInt,
        target -> Text,
        file_name -> Text,
        sha256 -> Text,
        size_bytes -> BigInt,
        state -> Text,
        choices -> Doc,
        reading -> Nullable<Doc>,
        counts -> Doc,
        sums -> Nullable<Doc>,
        failure -> Nullable<Text>,
        lead_unit_id -> Nullable<BigInt>,
        job_id -> Nullable<BigInt>,
        created_by -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    import_rows (session_id, row_no) {
        session_id -> BigInt,
        row_no -> Integer,
        status -> Text,
        name -> Text,
        total_investment_yuan -> Nullable<BigInt>,
        reading -> Doc,
        fixes -> Doc,
        decision -> Nullable<Text>,
        duplicate -> Nullable<Doc>,
        refusal -> Nullable<Doc>,
        result_kind -> Nullable<Text>,
        result_id -> Nullable<BigInt>,
        result_version -> Nullable<Integer>,
        previous -> Nullable<Doc>,
        committed_at -> Nullable<Ts>,
        undone_at -> Nullable<Ts>,
        undo_refusal -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    import_mappings (id) {
        id -> BigInt,
        target -> Text,
        unit_id -> BigInt,
        column_key -> Text,
        field -> Nullable<Text>,
        uses -> Integer,
        last_used_at -> Ts,
        ended_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(import_sessions, import_rows);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    files (id) {
        id -> BigInt,
        sha256 -> Text,
        size_bytes -> BigInt,
        media_type -> Text,
        name -> Text,
        uploaded_by -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        enterprise_id -> Nullable<BigInt>,
        created_at -> Ts,
        sealed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    file_links (file_id, subject_kind, subject_id) {
        file_id -> BigInt,
        subject_kind -> Text,
        subject_id -> BigInt,
        linked_at -> Ts,
    }
}

diesel::joinable!(file_links -> files (file_id));

diesel::allow_tables_to_appear_in_same_query!(files, file_links);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    stage_records (id) {
        id -> BigInt,
        project_id -> BigInt,
        stage -> Text,
        claimed_on -> Nullable<Date>,
        facts -> Doc,
        note -> Nullable<Text>,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Nullable<Ts>,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        gate_revision -> Nullable<Integer>,
        superseded_at -> Nullable<Ts>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    stage_evidence (id) {
        id -> BigInt,
        record_id -> BigInt,
        evidence_type -> Text,
        file_id -> BigInt,
        added_by -> Nullable<BigInt>,
        added_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    stage_opinions (id) {
        id -> BigInt,
        record_id -> BigInt,
        result -> Text,
        opinion -> Text,
        given_by -> Nullable<BigInt>,
        given_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    stage_log (id) {
        id -> BigInt,
        project_id -> BigInt,
        kind -> Text,
        from_stage -> Text,
        to_stage -> Text,
        from_state -> Nullable<Text>,
        to_state -> Nullable<Text>,
        entered_on -> Date,
        moved_on -> Date,
        moved_at -> Ts,
        days_in_stage -> Integer,
        moved_by -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        details -> Doc,
        gate_revision -> Nullable<Integer>,
        record_id -> Nullable<BigInt>,
    }
}

diesel::joinable!(stage_evidence -> files (file_id));

diesel::allow_tables_to_appear_in_same_query!(
    stage_records,
    stage_evidence,
    stage_opinions,
    stage_log,
    files
);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    signing_events (id) {
        id -> BigInt,
        name -> Text,
        edition -> Nullable<Integer>,
        title_key -> Text,
        sort_key -> Text,
        kind -> Text,
        held_from_on -> Date,
        held_to_on -> Date,
        place -> Nullable<Text>,
        host -> Nullable<Text>,
        remark -> Nullable<Text>,
        closed_at -> Nullable<Ts>,
        closed_by -> Nullable<BigInt>,
        close_reason -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    signatures (id) {
        id -> BigInt,
        project_id -> BigInt,
        strength -> Text,
        kind -> Text,
        event_id -> Nullable<BigInt>,
        signed_on -> Date,
        amount_yuan -> Nullable<BigInt>,
        parties -> Text,
        note -> Nullable<Text>,
        predecessor_id -> Nullable<BigInt>,
        record_id -> Nullable<BigInt>,
        takeover -> Bool,
        takeover_reason -> Nullable<Text>,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Nullable<Ts>,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        superseded_at -> Nullable<Ts>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
        signing_unit_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    signature_files (id) {
        id -> BigInt,
        signature_id -> BigInt,
        purpose -> Text,
        file_id -> BigInt,
        added_by -> Nullable<BigInt>,
        added_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    signature_opinions (id) {
        id -> BigInt,
        signature_id -> BigInt,
        result -> Text,
        opinion -> Text,
        given_by -> Nullable<BigInt>,
        given_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    signature_counts (id) {
        id -> BigInt,
        signature_id -> BigInt,
        project_id -> BigInt,
        event_id -> Nullable<BigInt>,
        counted_on -> Nullable<Date>,
        count -> Integer,
        amount_yuan -> BigInt,
        takeover -> Bool,
        why -> Text,
        recorded_from_at -> Ts,
        recorded_until_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    repeat_answers (id) {
        id -> BigInt,
        project_id -> BigInt,
        other_project_id -> BigInt,
        answer -> Text,
        reason -> Text,
        answered_by -> Nullable<BigInt>,
        answered_at -> Ts,
    }
}

diesel::joinable!(signature_files -> files (file_id));

diesel::joinable!(signatures -> projects (project_id));

diesel::allow_tables_to_appear_in_same_query!(signature_files, files);

diesel::allow_tables_to_appear_in_same_query!(
    signatures,
    signature_counts,
    signing_events,
    projects,
    repeat_answers
);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    amendments (id) {
        id -> BigInt,
        project_id -> BigInt,
        signature_id -> Nullable<BigInt>,
        field -> Text,
        old_yuan -> Nullable<BigInt>,
        old_on -> Nullable<Date>,
        old_id -> Nullable<BigInt>,
        new_yuan -> Nullable<BigInt>,
        new_on -> Nullable<Date>,
        new_id -> Nullable<BigInt>,
        phases -> Nullable<Doc>,
        reason -> Text,
        proof_file_id -> BigInt,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Nullable<Ts>,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    amendment_opinions (id) {
        id -> BigInt,
        amendment_id -> BigInt,
        result -> Text,
        opinion -> Text,
        given_by -> Nullable<BigInt>,
        given_at -> Ts,
    }
}

diesel::allow_tables_to_appear_in_same_query!(amendments, projects);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    first_claims (id) {
        id -> BigInt,
        number -> Text,
        lineage_id -> BigInt,
        origin -> Text,
        predecessor_id -> Nullable<BigInt>,
        enterprise_id -> BigInt,
        investor -> Text,
        direction -> Text,
        chain -> Nullable<Text>,
        industry_code -> Nullable<Text>,
        project_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        person_id -> BigInt,
        first_contact_on -> Date,
        proof -> Doc,
        state -> Text,
        protected_from -> Nullable<Date>,
        protected_until -> Nullable<Date>,
        last_progress_on -> Date,
        idle_from -> Date,
        lapses_on -> Nullable<Date>,
        registered_on -> Date,
        object_by_on -> Date,
        rule_revision -> Integer,
        ended_on -> Nullable<Date>,
        end_reason -> Nullable<Text>,
        needs_ruling -> Bool,
        registered_by -> Nullable<BigInt>,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Ts>,
        confirm_opinion -> Nullable<Text>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    claim_progress (id) {
        id -> BigInt,
        claim_id -> BigInt,
        happened_on -> Date,
        note -> Text,
        proof -> Doc,
        added_by -> Nullable<BigInt>,
        added_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    claim_extensions (id) {
        id -> BigInt,
        claim_id -> BigInt,
        until_on -> Date,
        reason -> Text,
        proof -> Doc,
        state -> Text,
        asked_by -> Nullable<BigInt>,
        asked_at -> Ts,
        opinion -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    claim_objections (id) {
        id -> BigInt,
        claim_id -> BigInt,
        against_id -> BigInt,
        reason -> Text,
        proof -> Doc,
        filed_by -> Nullable<BigInt>,
        filed_at -> Ts,
        filed_on -> Date,
        rule_by_on -> Date,
        rule_revision -> Integer,
        state -> Text,
        ruling -> Nullable<Text>,
        ruling_reason -> Nullable<Text>,
        shares -> Nullable<Doc>,
        ruled_by -> Nullable<BigInt>,
        ruled_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    claim_transfers (id) {
        id -> BigInt,
        claim_id -> BigInt,
        reason -> Text,
        duties -> Nullable<Text>,
        state -> Text,
        asked_by -> Nullable<BigInt>,
        asked_at -> Ts,
        new_claim_id -> Nullable<BigInt>,
        closed_by -> Nullable<BigInt>,
        closed_at -> Nullable<Ts>,
        close_note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    claim_transfer_asks (id) {
        id -> BigInt,
        transfer_id -> BigInt,
        unit_id -> BigInt,
        state -> Text,
        opinion -> Nullable<Text>,
        asked_at -> Ts,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    credit_share_sets (id) {
        id -> BigInt,
        project_id -> BigInt,
        revision -> Integer,
        state -> Text,
        basis -> Text,
        reason -> Text,
        objection_id -> Nullable<BigInt>,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> Ts,
        opinion -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    credit_shares (set_id, unit_id) {
        set_id -> BigInt,
        unit_id -> BigInt,
        share_percent -> Integer,
        reason -> Text,
    }
}

diesel::joinable!(claim_transfer_asks -> claim_transfers (transfer_id));

diesel::joinable!(credit_shares -> credit_share_sets (set_id));

diesel::allow_tables_to_appear_in_same_query!(
    first_claims,
    claim_progress,
    claim_extensions,
    claim_objections,
    claim_transfers,
    claim_transfer_asks
);
diesel::allow_tables_to_appear_in_same_query!(first_claims, projects);
diesel::allow_tables_to_appear_in_same_query!(first_claims, project_readers);
diesel::allow_tables_to_appear_in_same_query!(credit_share_sets, credit_shares);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    negotiation_trips (id) {
        id -> BigInt,
        number -> Text,
        kind -> Text,
        purpose -> Text,
        chain -> Nullable<Text>,
        station -> Nullable<Text>,
        lead_unit_id -> BigInt,
        leader_user_id -> Nullable<BigInt>,
        leader_name -> Text,
        leader_post -> Text,
        starts_on -> Date,
        ends_on -> Date,
        budget -> Doc,
        state -> Text,
        plan_revision -> Integer,
        approved_revision -> Nullable<Integer>,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Nullable<Ts>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
        decision_opinion -> Nullable<Text>,
        returned_on -> Nullable<Date>,
        report_due_on -> Nullable<Date>,
        rule_revision -> Nullable<Integer>,
        cancel_reason -> Nullable<Text>,
        activities -> Nullable<Text>,
        results -> Nullable<Text>,
        coordination -> Nullable<Text>,
        closed_by -> Nullable<BigInt>,
        closed_at -> Nullable<Ts>,
        source -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_members (id) {
        id -> BigInt,
        trip_id -> BigInt,
        user_id -> Nullable<BigInt>,
        name -> Text,
        unit -> Text,
        post -> Text,
        sort_no -> Integer,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_legs (id) {
        id -> BigInt,
        trip_id -> BigInt,
        sequence -> Integer,
        division_code -> Nullable<Text>,
        province_code -> Nullable<Text>,
        city -> Text,
        from_on -> Date,
        to_on -> Date,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_companies (id) {
        id -> BigInt,
        trip_id -> BigInt,
        enterprise_id -> BigInt,
        name -> Text,
        name_key -> Text,
        reason -> Nullable<Text>,
        planned -> Bool,
        outcome -> Nullable<Text>,
        outcome_note -> Nullable<Text>,
        outcome_by -> Nullable<BigInt>,
        outcome_at -> Nullable<Ts>,
        owner_id -> Nullable<BigInt>,
        next_step -> Nullable<Text>,
        next_due_on -> Nullable<Date>,
        done_at -> Nullable<Ts>,
        done_by -> Nullable<BigInt>,
        done_note -> Nullable<Text>,
        sort_no -> Integer,
        ended_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_checkins (id) {
        id -> BigInt,
        trip_id -> BigInt,
        leg_id -> Nullable<BigInt>,
        checked_in_at -> Ts,
        place -> Nullable<Text>,
        client_key -> Text,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    trip_visits (id) {
        id -> BigInt,
        trip_id -> BigInt,
        company_id -> BigInt,
        leg_id -> Nullable<BigInt>,
        met_on -> Nullable<Date>,
        persons -> Doc,
        place -> Nullable<Text>,
        card_file_id -> Nullable<BigInt>,
        note -> Nullable<Text>,
        next_step -> Nullable<Text>,
        client_key -> Text,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_projects (id) {
        id -> BigInt,
        trip_id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        made_project -> Bool,
        linked_by -> Nullable<BigInt>,
        linked_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    trip_notices (id) {
        id -> BigInt,
        trip_id -> BigInt,
        kind -> Text,
        due_on -> Date,
        told_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    trip_totals (id) {
        id -> BigInt,
        period -> Text,
        from_on -> Nullable<Date>,
        to_on -> Nullable<Date>,
        unit_id -> Nullable<BigInt>,
        reported_by -> Text,
        trips -> Nullable<Integer>,
        provinces -> Doc,
        companies -> Nullable<Integer>,
        lower_bound -> Bool,
        intentions -> Nullable<Integer>,
        results -> Nullable<Text>,
        source -> Text,
        withdrawn_at -> Nullable<Ts>,
        withdraw_reason -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    receptions (id) {
        id -> BigInt,
        number -> Text,
        subject -> Text,
        letter_no -> Nullable<Text>,
        lead_unit_id -> BigInt,
        arrives_on -> Date,
        departs_on -> Date,
        visitors -> Doc,
        hosts -> Doc,
        itinerary -> Doc,
        sites -> Doc,
        questions -> Doc,
        settlement -> Doc,
        results -> Nullable<Text>,
        source -> Nullable<Text>,
        cancelled_at -> Nullable<Ts>,
        cancel_reason -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    reception_companies (id) {
        id -> BigInt,
        reception_id -> BigInt,
        enterprise_id -> BigInt,
        name -> Text,
        sort_no -> Integer,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    reception_promises (id) {
        id -> BigInt,
        reception_id -> BigInt,
        promise -> Text,
        owner_id -> BigInt,
        due_on -> Date,
        done_at -> Nullable<Ts>,
        done_by -> Nullable<BigInt>,
        done_note -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    reception_callbacks (id) {
        id -> BigInt,
        reception_id -> BigInt,
        day_no -> Integer,
        called_on -> Date,
        result -> Text,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Ts,
    }
}

diesel::joinable!(trip_companies -> negotiation_trips (trip_id));

diesel::joinable!(trip_visits -> trip_companies (company_id));

diesel::joinable!(trip_projects -> projects (project_id));

diesel::joinable!(trip_notices -> negotiation_trips (trip_id));

diesel::allow_tables_to_appear_in_same_query!(
    negotiation_trips,
    trip_members,
    trip_legs,
    trip_companies,
    trip_visits,
    trip_notices
);
diesel::allow_tables_to_appear_in_same_query!(trip_projects, projects);
diesel::allow_tables_to_appear_in_same_query!(
    receptions,
    reception_companies,
    reception_promises,
    reception_callbacks
);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    talks (id) {
        id -> BigInt,
        number -> Text,
        enterprise_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        happened_on -> Date,
        kind -> Text,
        our_others -> Nullable<Text>,
        their_people -> Nullable<Text>,
        place -> Nullable<Text>,
        said -> Text,
        outcome -> Nullable<Text>,
        file_ids -> Doc,
        next_step -> Nullable<Text>,
        next_owner_id -> Nullable<BigInt>,
        next_due_on -> Nullable<Date>,
        done_at -> Nullable<Ts>,
        done_by -> Nullable<BigInt>,
        done_note -> Nullable<Text>,
        withdrawn_at -> Nullable<Ts>,
        withdraw_reason -> Nullable<Text>,
        client_key -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    talk_people (id) {
        id -> BigInt,
        talk_id -> BigInt,
        user_id -> BigInt,
        ended_at -> Nullable<Ts>,
    }
}

diesel::joinable!(talk_people -> talks (talk_id));

diesel::allow_tables_to_appear_in_same_query!(talks, talk_people);

diesel::allow_tables_to_appear_in_same_query!(talk_people, users);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    exports (id) {
        id -> BigInt,
        principal -> Text,
        owner_id -> Nullable<BigInt>,
        token_id -> Nullable<BigInt>,
        owner_name -> Text,
        unit_id -> Nullable<BigInt>,
        list -> Text,
        title -> Text,
        format -> Text,
        encoding -> Text,
        filter -> Text,
        filter_words -> Text,
        sort -> Nullable<Text>,
        template_id -> Nullable<BigInt>,
        template_version -> Nullable<Integer>,
        layout -> Doc,
        layout_sha256 -> Text,
        job_id -> BigInt,
        as_of_at -> Nullable<Ts>,
        rows_matched -> Nullable<BigInt>,
        rows_written -> Nullable<BigInt>,
        stored_name -> Nullable<Text>,
        size_bytes -> Nullable<BigInt>,
        sha256 -> Nullable<Text>,
        created_at -> Ts,
        finished_at -> Nullable<Ts>,
        expires_at -> Nullable<Ts>,
        removed_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    export_templates (id) {
        id -> BigInt,
        list -> Text,
        name -> Text,
        scope -> Text,
        owner_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        content -> Doc,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        ended_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    saved_views (id) {
        id -> BigInt,
        list -> Text,
        name -> Text,
        scope -> Text,
        owner_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        content -> Doc,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        ended_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    preferences (user_id) {
        user_id -> BigInt,
        content -> Doc,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::joinable!(exports -> jobs (job_id));

diesel::allow_tables_to_appear_in_same_query!(exports, jobs);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    targets (id) {
        id -> BigInt,
        year -> Integer,
        unit_id -> BigInt,
        indicator -> Text,
        target -> Nullable<BigInt>,
        basis -> Nullable<Text>,
        version -> Integer,
        updated_at -> Ts,
    }
}

diesel::joinable!(targets -> units (unit_id));

diesel::allow_tables_to_appear_in_same_query!(targets, units);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    production_reports (id) {
        id -> BigInt,
        project_id -> BigInt,
        month_on -> Date,
        metrics -> Doc,
        note -> Nullable<Text>,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Ts,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        version -> Integer,
        first_submitted_at -> Nullable<Ts>,
    }
}

diesel::joinable!(production_reports -> projects (project_id));

diesel::allow_tables_to_appear_in_same_query!(production_reports, projects);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    approval_items (id) {
        id -> BigInt,
        project_id -> BigInt,
        code -> Text,
        name -> Text,
        basis -> Nullable<Text>,
        sort_no -> Integer,
        parallel_group -> Nullable<Text>,
        after_codes -> Doc,
        unit_id -> Nullable<BigInt>,
        window_name -> Nullable<Text>,
        standard_days -> Nullable<Integer>,
        promised_days -> Nullable<Integer>,
        longer_reason -> Nullable<Text>,
        project_code -> Nullable<Text>,
        received_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        finished_on -> Nullable<Date>,
        actual_days -> Nullable<Integer>,
        result_number -> Nullable<Text>,
        file_ids -> Doc,
        state -> Text,
        state_reason -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    approval_pauses (id) {
        id -> BigInt,
        item_id -> BigInt,
        from_on -> Date,
        until_on -> Nullable<Date>,
        reason -> Text,
        file_ids -> Doc,
        paused_by -> Nullable<BigInt>,
        paused_at -> Ts,
        resumed_by -> Nullable<BigInt>,
        resumed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    tickets (id) {
        id -> BigInt,
        number -> Text,
        enterprise_id -> BigInt,
        project_id -> Nullable<BigInt>,
        kind -> Text,
        title -> Text,
        said -> Text,
        blocks -> Nullable<Text>,
        level -> Text,
        raised_on -> Date,
        raised_by -> Nullable<BigInt>,
        raised_by_enterprise -> Bool,
        raising_unit_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        accept_due_on -> Date,
        accepted_on -> Nullable<Date>,
        promised_on -> Nullable<Date>,
        answered_on -> Nullable<Date>,
        closed_on -> Nullable<Date>,
        state -> Text,
        impossible_reason -> Nullable<Text>,
        impossible_asked_by -> Nullable<BigInt>,
        signed_by -> Nullable<BigInt>,
        satisfaction -> Nullable<Integer>,
        reopened_count -> Integer,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    ticket_steps (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        kind -> Text,
        text -> Nullable<Text>,
        file_ids -> Doc,
        satisfaction -> Nullable<Integer>,
        by_id -> Nullable<BigInt>,
        by_enterprise -> Bool,
        at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    confirmation_links (id) {
        id -> BigInt,
        ticket_id -> BigInt,
        secret_hash -> Text,
        expires_at -> Ts,
        used_at -> Nullable<Ts>,
        revoked_at -> Nullable<Ts>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    complaints (id) {
        id -> BigInt,
        number -> Text,
        enterprise_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        complainant -> Text,
        complainant_phone -> Nullable<Text>,
        foreign_investor -> Bool,
        about -> Text,
        said -> Text,
        file_ids -> Doc,
        received_on -> Date,
        received_by -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        handler_id -> Nullable<BigInt>,
        state -> Text,
        step_due_on -> Nullable<Date>,
        whole_due_on -> Date,
        answered_on -> Nullable<Date>,
        closed_on -> Nullable<Date>,
        late_steps -> Integer,
        satisfaction -> Nullable<Integer>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    complaint_steps (id) {
        id -> BigInt,
        complaint_id -> BigInt,
        state -> Text,
        text -> Nullable<Text>,
        file_ids -> Doc,
        due_on -> Nullable<Date>,
        late -> Bool,
        by_id -> Nullable<BigInt>,
        done_on -> Date,
        at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    service_records (id) {
        id -> BigInt,
        project_id -> Nullable<BigInt>,
        enterprise_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        service -> Text,
        happened_on -> Date,
        said -> Text,
        file_ids -> Doc,
        withdrawn_at -> Nullable<Ts>,
        withdraw_reason -> Nullable<Text>,
        client_key -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(approval_items, projects);

diesel::allow_tables_to_appear_in_same_query!(service_records, projects);

diesel::allow_tables_to_appear_in_same_query!(talks, projects);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    report_periods (id) {
        id -> BigInt,
        month_on -> Date,
        due_on -> Date,
        due_at -> Ts,
        due_reason -> Text,
        rule_revision -> Integer,
        opened_at -> Ts,
        frozen_at -> Nullable<Ts>,
        frozen_by -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    monthly_reports (id) {
        id -> BigInt,
        period_id -> BigInt,
        project_id -> BigInt,
        unit_id -> BigInt,
        month_on -> Date,
        invested_month_yuan -> BigInt,
        invested_total_yuan -> BigInt,
        opening_yuan -> BigInt,
        adjusted_yuan -> BigInt,
        image_progress -> Text,
        image_changed -> Bool,
        funds_month_yuan -> Nullable<BigInt>,
        problems -> Nullable<Text>,
        next_month -> Nullable<Text>,
        unchanged -> Bool,
        confirmed -> Doc,
        state -> Text,
        saved_by -> Nullable<BigInt>,
        saved_at -> Ts,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Nullable<Ts>,
        first_submitted_at -> Nullable<Ts>,
        late -> Bool,
        audited_by -> Nullable<BigInt>,
        audited_at -> Nullable<Ts>,
        audit_opinion -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    monthly_report_opinions (id) {
        id -> BigInt,
        report_id -> BigInt,
        result -> Text,
        opinion -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    report_restatements (id) {
        id -> BigInt,
        project_id -> BigInt,
        of_month_on -> Date,
        amount_yuan -> BigInt,
        reason -> Text,
        file_ids -> Doc,
        state -> Text,
        submitted_by -> Nullable<BigInt>,
        submitted_at -> Ts,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
        opinion -> Nullable<Text>,
        shown_month_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    year_plans (id) {
        id -> BigInt,
        project_id -> BigInt,
        year -> Integer,
        planned_yuan -> BigInt,
        invested_before_yuan -> Nullable<BigInt>,
        months -> Nullable<Doc>,
        set_by -> Nullable<BigInt>,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    milestones (id) {
        id -> BigInt,
        project_id -> BigInt,
        code -> Text,
        name -> Text,
        planned_on -> Date,
        actual_on -> Nullable<Date>,
        sort_no -> Integer,
        note -> Nullable<Text>,
        file_ids -> Doc,
        done_by -> Nullable<BigInt>,
        done_at -> Nullable<Ts>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        ended_at -> Nullable<Ts>,
        end_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    milestone_changes (id) {
        id -> BigInt,
        milestone_id -> BigInt,
        kind -> Text,
        before_on -> Nullable<Date>,
        after_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        changed_by -> Nullable<BigInt>,
        changed_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    statistics_entries (id) {
        id -> BigInt,
        project_id -> BigInt,
        entered_on -> Date,
        note -> Nullable<Text>,
        file_ids -> Doc,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Ts,
        ended_at -> Nullable<Ts>,
        end_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    project_pauses (id) {
        id -> BigInt,
        project_id -> BigInt,
        kind -> Text,
        cause -> Text,
        file_ids -> Doc,
        from_on -> Date,
        until_on -> Date,
        state -> Text,
        requested_by -> Nullable<BigInt>,
        requested_at -> Ts,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
        opinion -> Nullable<Text>,
        ended_by -> Nullable<BigInt>,
        ended_at -> Nullable<Ts>,
        end_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::joinable!(monthly_reports -> report_periods (period_id));

diesel::joinable!(monthly_reports -> projects (project_id));

diesel::joinable!(milestones -> projects (project_id));

diesel::joinable!(milestone_changes -> milestones (milestone_id));

diesel::allow_tables_to_appear_in_same_query!(monthly_reports, projects);

diesel::allow_tables_to_appear_in_same_query!(monthly_reports, report_periods);

diesel::allow_tables_to_appear_in_same_query!(milestones, projects);

diesel::allow_tables_to_appear_in_same_query!(milestone_changes, milestones);

diesel::allow_tables_to_appear_in_same_query!(project_versions, projects);

diesel::allow_tables_to_appear_in_same_query!(project_versions, monthly_reports);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    slips (id) {
        id -> BigInt,
        number -> Text,
        kind -> Text,
        basis -> Text,
        basis_text -> Nullable<Text>,
        project_id -> Nullable<BigInt>,
        matter -> Text,
        gap_days -> Nullable<Integer>,
        gap_points -> Nullable<Integer>,
        unit_id -> BigInt,
        person_id -> Nullable<BigInt>,
        issued_by -> BigInt,
        issued_at -> Ts,
        received_on -> Date,
        working_days -> Integer,
        due_on -> Date,
        rule_revision -> Integer,
        state -> Text,
        root_id -> Nullable<BigInt>,
        raised_from_id -> Nullable<BigInt>,
        answered_at -> Nullable<Ts>,
        answered_by -> Nullable<BigInt>,
        closed_at -> Nullable<Ts>,
        close_note -> Nullable<Text>,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    slip_feedback (id) {
        id -> BigInt,
        slip_id -> BigInt,
        said -> Text,
        file_ids -> Doc,
        given_by -> Nullable<BigInt>,
        given_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    slip_extensions (id) {
        id -> BigInt,
        slip_id -> BigInt,
        until_on -> Date,
        reason -> Text,
        state -> Text,
        asked_by -> Nullable<BigInt>,
        asked_at -> Ts,
        opinion -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    slip_log (id) {
        id -> BigInt,
        slip_id -> BigInt,
        act -> Text,
        note -> Nullable<Text>,
        due_on -> Nullable<Date>,
        done_by -> Nullable<BigInt>,
        done_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_colours (id) {
        id -> BigInt,
        project_id -> BigInt,
        colour -> Text,
        rule -> Text,
        from_on -> Date,
        until_on -> Date,
        since_on -> Date,
        because -> Text,
        revision -> Integer,
        evaluated_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    project_colour_facts (project_id) {
        project_id -> BigInt,
        facts -> Doc,
        revision -> Integer,
        evaluated_at -> Ts,
    }
}

diesel::allow_tables_to_appear_in_same_query!(slips, slip_extensions, slip_log);

diesel::allow_tables_to_appear_in_same_query!(projects, project_colours, project_colour_facts);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    carbon_copies (id) {
        id -> BigInt,
        resource -> Text,
        resource_id -> BigInt,
        project_id -> Nullable<BigInt>,
        subject -> Text,
        text -> Text,
        from_id -> BigInt,
        to_id -> BigInt,
        sent_at -> Ts,
        read_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    notices (id) {
        id -> BigInt,
        user_id -> BigInt,
        once_key -> Text,
        kind -> Text,
        stage -> Text,
        subject -> Text,
        text -> Text,
        confidential -> Bool,
        resource -> Text,
        resource_id -> BigInt,
        part_id -> Nullable<BigInt>,
        due_on -> Nullable<Date>,
        created_at -> Ts,
        read_at -> Nullable<Ts>,
        handed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    notice_settings (user_id) {
        user_id -> BigInt,
        email -> Nullable<Text>,
        quiet_kinds -> Doc,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    channels (id) {
        id -> BigInt,
        name -> Text,
        kind -> Text,
        unit_id -> Nullable<BigInt>,
        kinds -> Doc,
        recipients -> Doc,
        sealed_key -> Nullable<Text>,
        sealed_secret -> Nullable<Text>,
        active -> Bool,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        updated_at -> Ts,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    outgoing_messages (id) {
        id -> BigInt,
        number -> Text,
        channel_id -> BigInt,
        user_id -> Nullable<BigInt>,
        recipient -> Nullable<Text>,
        purpose -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        attempts -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Ts,
        sent_at -> Nullable<Ts>,
        version -> Integer,
    }
}

diesel::joinable!(outgoing_messages -> channels (channel_id));

diesel::joinable!(notices -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(outgoing_messages, channels);

diesel::allow_tables_to_appear_in_same_query!(notices, users);

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::{Doc, Ts};
    handovers (id) {
        id -> BigInt,
        from_user_id -> BigInt,
        to_user_id -> BigInt,
        handed_on -> Date,
        reason -> Text,
        moved -> Doc,
        made_by -> Nullable<BigInt>,
        made_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    assignments (id) {
        id -> BigInt,
        project_id -> BigInt,
        role -> Text,
        user_id -> BigInt,
        unit_id -> BigInt,
        post -> Text,
        from_on -> Date,
        until_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        assigned_by -> Nullable<BigInt>,
        began_at -> Ts,
        ended_at -> Nullable<Ts>,
        ended_by -> Nullable<BigInt>,
        end_reason -> Nullable<Text>,
        handover_id -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_lead_terms (id) {
        id -> BigInt,
        project_id -> BigInt,
        unit_id -> BigInt,
        from_on -> Date,
        until_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        began_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    substitutes (id) {
        id -> BigInt,
        user_id -> BigInt,
        substitute_id -> BigInt,
        from_on -> Date,
        until_on -> Date,
        reason -> Text,
        named_by -> Nullable<BigInt>,
        created_at -> Ts,
        ended_at -> Nullable<Ts>,
        ended_by -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::super::types::sql::Ts;
    project_plans (id) {
        id -> BigInt,
        project_id -> BigInt,
        no -> Integer,
        title -> Text,
        summary -> Text,
        file_id -> BigInt,
        approved_on -> Date,
        reason -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
    }
}

diesel::allow_tables_to_appear_in_same_query!(assignments, projects);

diesel::allow_tables_to_appear_in_same_query!(assignments, users);

diesel::allow_tables_to_appear_in_same_query!(substitutes, users);

diesel::allow_tables_to_appear_in_same_query!(project_plans, projects);
