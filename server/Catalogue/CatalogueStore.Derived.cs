using Dapper;
using Npgsql;
using StatExchange.Server.Catalogue.Derived;

namespace StatExchange.Server.Catalogue;

/// <content>Indicators that the exchange calculates from others.</content>
internal sealed partial class CatalogueStore
{
    private static async Task<IReadOnlyList<DerivedIndicator>> ReadDerivedIndicatorsAsync(NpgsqlConnection connection)
    {
        var rows = (await connection.QueryAsync<DerivedRecord>(
            "SELECT code, names, definition, unit_measure, unit_mult, decimals, formula FROM derived_indicator ORDER BY position")).AsList();
        var expansion = new FormulaExpansion(rows.Select(row => KeyValuePair.Create(row.Code, row.Formula)));
        return
        [
            .. rows.Select(row => new DerivedIndicator
            {
                Code = row.Code,
                Names = ToText(row.Names),
                Definition = row.Definition,
                UnitMeasure = row.UnitMeasure,
                UnitMult = row.UnitMult,
                Decimals = row.Decimals,
                Formula = row.Formula,

                // The files were checked before they were loaded.
                Expanded = Formula.Parse(expansion.Expand(row.Code).Text!).Formula!,
            }),
        ];
    }

    private static async Task ReplaceDerivedIndicatorsAsync(NpgsqlConnection connection, CatalogueFiles files)
    {
        await connection.ExecuteAsync("DELETE FROM derived_indicator");
        await connection.ExecuteAsync(
            """
            INSERT INTO derived_indicator (code, names, definition, unit_measure, unit_mult, decimals, formula, position)
            VALUES (@Code, @Names::jsonb, @Definition, @UnitMeasure, @UnitMult, @Decimals, @Formula, @position)
            """,
            files.DerivedIndicators.Select((row, position) => new
            {
                row.Code,
                Names = ToJson(row.Names),
                row.Definition,
                row.UnitMeasure,
                row.UnitMult,
                row.Decimals,
                row.Formula,
                position,
            }));
    }

    private sealed record DerivedRecord(string Code, string Names, string Definition, string UnitMeasure, int UnitMult, int Decimals, string Formula);
}
