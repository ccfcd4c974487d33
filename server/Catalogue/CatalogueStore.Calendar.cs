using Dapper;
using Npgsql;

namespace StatExchange.Server.Catalogue;

/// <content>The calendar's data: when profiles are due, and who owes them.</content>
internal sealed partial class CatalogueStore
{
    private static async Task<IReadOnlyList<ProfileSchedule>> ReadSchedulesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<ProfileSchedule>(
            """
            SELECT profile, first_period, every_years, unless_profile, due_months, notice_days, valid_from, valid_to
            FROM profile_schedule ORDER BY position
            """)).AsList();

    private static async Task<IReadOnlyList<DeliveryObligation>> ReadObligationsAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<DeliveryObligation>(
            "SELECT organisation, profile, ref_area, area_group, first_period, last_period FROM delivery_obligation ORDER BY position")).AsList();

    private static async Task ReplaceCalendarAsync(NpgsqlConnection connection, CatalogueFiles files)
    {
        await connection.ExecuteAsync("DELETE FROM profile_schedule; DELETE FROM delivery_obligation");
        await connection.ExecuteAsync(
            """
            INSERT INTO profile_schedule (profile, first_period, every_years, unless_profile, due_months, notice_days, valid_from, valid_to, position)
            VALUES (@Profile, @FirstPeriod, @EveryYears, @UnlessProfile, @DueMonths, @NoticeDays, @ValidFrom, @ValidTo, @Position)
            """,
            files.Schedules.Select(row => row.Schedule).Select((schedule, position) => new
            {
                schedule.Profile,
                schedule.FirstPeriod,
                schedule.EveryYears,
                schedule.UnlessProfile,
                schedule.DueMonths,
                schedule.NoticeDays,
                schedule.ValidFrom,
                schedule.ValidTo,
                position,
            }));
        await connection.ExecuteAsync(
            """
            INSERT INTO delivery_obligation (organisation, profile, ref_area, area_group, first_period, last_period, position)
            VALUES (@Organisation, @Profile, @RefArea, @AreaGroup, @FirstPeriod, @LastPeriod, @Position)
            """,
            files.Obligations.Select(row => row.Obligation).Select((obligation, position) => new
            {
                obligation.Organisation,
                obligation.Profile,
                obligation.RefArea,
                obligation.AreaGroup,
                obligation.FirstPeriod,
                obligation.LastPeriod,
                position,
            }));
    }
}
