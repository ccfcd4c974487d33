using StatExchange.Client.Templates;
using StatExchange.V1;

namespace StatExchange.Client.ProfileDocuments;

/// <summary>The words of a document in one language. All are required, so that no language can lack one.</summary>
public sealed record ProfileWords
{
    private static readonly ProfileWords English = new()
    {
        Title = "Migration profile",
        Contents = "Contents",
        AsOf = "As known with release",
        Published = "published",
        Indicators = "indicators of the profile",
        WithFigures = "with figures for the year",
        WithGaps = "with a stated gap",
        NotReported = "not reported",
        ProvidersTitle = "Providers",
        Gaps = "Gaps",
        GapsOf = "What is not there",
        Figure = "Of what",
        Value = "Value",
        Status = "Status",
        Provider = "Provider",
        Release = "Release",
        Total = "Total",
        Code = "Code",
        Indicator = "Indicator",
        Unit = "Unit",
        Why = "Why",
        Latest = "Latest",
        Further = "Further figures, not shown: {0}",
        Incomplete = "incomplete: periods within the year are missing",
        Comments = "Notes",
        Source = "Source",
        MirrorTitle = "What partners publish",
        Partner = "Partner area",
        Reported = "Here",
        Mirrored = "There",
        Test = "10 % test",
        Passes = "passes",
        Fails = "fails",
        Methodology = "How it is made",
        Definition = "Definition",
        CountingRules = "Counting rules",
        Deviations = "Deviations from the definition",
        Coverage = "Coverage",
        Calculated = "Calculated from these figures",
        Formula = "Formula",
        SourceType = "Made from",
        SourceTypes = new Dictionary<V1.SourceType, string>
        {
            [V1.SourceType.Census] = "census",
            [V1.SourceType.PopulationRegister] = "population register",
            [V1.SourceType.AdministrativeRegister] = "administrative register",
            [V1.SourceType.Survey] = "sample survey",
            [V1.SourceType.BorderCount] = "counts at the border",
            [V1.SourceType.Estimate] = "estimate or model",
            [V1.SourceType.Partner] = "figures of another country or organisation",
            [V1.SourceType.Combined] = "several sources together",
        },
        Restricted = "Contains figures or explanations that are not public, each of them marked. Do not pass this document on.",
        NotPublic = "not public",
        BetweenSides = "between both sides",
        Confidentiality = "Confidentiality",
        Name = "Name",
        Years = "Over the years",
        Year = "Year",
        WithoutValue = "gap",
        Suppressed = "not shown: confidential",
        SeveralProviders = "several providers, none comes first",
        Provenance = "Where the figures come from",
        When = "When",
        Who = "Who",
        Reason = "Why",
        Reading = "How to read it",
        ReadingText =
            "Each figure stands as its provider published it, in the unit of the catalogue; figures of several providers stand side by side. A dash is a gap that its provider states; "
            + "its status says why. What is listed as a gap is not there: it is not zero. Every reported figure names the release that made it what it is; the whole is as known with the release "
            + "on the first page, and can be made again as of it. Figures over the years leave out the years some of whose months or quarters are missing.",
    };

    private static readonly ProfileWords Russian = new()
    {
        Title = "Миграционный профиль",
        Contents = "Содержание",
        AsOf = "По состоянию на выпуск",
        Published = "опубликован",
        Indicators = "показателей профиля",
        WithFigures = "с данными за год",
        WithGaps = "с указанным пробелом",
        NotReported = "нет данных",
        ProvidersTitle = "Поставщики данных",
        Gaps = "Пробелы",
        GapsOf = "Чего нет",
        Figure = "Разрез",
        Value = "Значение",
        Status = "Статус",
        Provider = "Поставщик",
        Release = "Выпуск",
        Total = "Всего",
        Code = "Код",
        Indicator = "Показатель",
        Unit = "Единица измерения",
        Why = "Почему",
        Latest = "Последний год",
        Further = "Другие значения, здесь не показанные: {0}",
        Incomplete = "неполное: часть периодов года отсутствует",
        Comments = "Примечания",
        Source = "Источник",
        MirrorTitle = "Что публикуют партнёры",
        Partner = "Территория-партнёр",
        Reported = "Здесь",
        Mirrored = "Там",
        Test = "Порог 10 %",
        Passes = "пройден",
        Fails = "не пройден",
        Methodology = "Как получены данные",
        Definition = "Определение",
        CountingRules = "Правила учёта",
        Deviations = "Отклонения от определения",
        Coverage = "Охват",
        Calculated = "Рассчитано по этим данным",
        Formula = "Формула",
        SourceType = "Вид источника",
        SourceTypes = new Dictionary<V1.SourceType, string>
        {
            [V1.SourceType.Census] = "перепись",
            [V1.SourceType.PopulationRegister] = "регистр населения",
            [V1.SourceType.AdministrativeRegister] = "административный регистр",
            [V1.SourceType.Survey] = "выборочное обследование",
            [V1.SourceType.BorderCount] = "учёт на границе",
            [V1.SourceType.Estimate] = "оценка или модель",
            [V1.SourceType.Partner] = "данные другой страны или организации",
            [V1.SourceType.Combined] = "несколько источников вместе",
        },
        Restricted = "Содержит данные или пояснения, не предназначенные для публикации; каждое из них отмечено. Не передавайте этот документ другим.",
        NotPublic = "не для публикации",
        BetweenSides = "только для обеих сторон",
        Confidentiality = "Конфиденциальность",
        Name = "Название",
        Years = "По годам",
        Year = "Год",
        WithoutValue = "пробел",
        Suppressed = "не показано: конфиденциально",
        SeveralProviders = "несколько поставщиков, ни один не имеет приоритета",
        Provenance = "Откуда взяты данные",
        When = "Когда",
        Who = "Кто",
        Reason = "Почему",
        Reading = "Как читать",
        ReadingText =
            "Каждое значение приведено так, как его опубликовал поставщик, в единицах каталога; данные нескольких поставщиков стоят рядом. Тире — пробел, о котором сообщил поставщик; "
            + "причина указана в статусе. Перечисленное в пробелах отсутствует: это не ноль. У каждого значения поставщика назван выпуск, в котором оно стало таким; весь документ составлен по состоянию "
            + "на выпуск, указанный на первой странице, и может быть составлен заново. В данных по годам нет тех лет, за которые часть месяцев или кварталов отсутствует.",
    };

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Heading of the contents.</summary>
    public required string Contents { get; init; }

    /// <summary>Before the number of the release that all is known with.</summary>
    public required string AsOf { get; init; }

    /// <summary>Before its instant.</summary>
    public required string Published { get; init; }

    /// <summary>Behind their number.</summary>
    public required string Indicators { get; init; }

    /// <summary>Behind the number of indicators that have figures.</summary>
    public required string WithFigures { get; init; }

    /// <summary>Behind the number of indicators of which gaps are stated.</summary>
    public required string WithGaps { get; init; }

    /// <summary>Why an indicator has no figure.</summary>
    public required string NotReported { get; init; }

    /// <summary>Heading of the providers.</summary>
    public required string ProvidersTitle { get; init; }

    /// <summary>Heading of the gaps of a chapter, short.</summary>
    public required string Gaps { get; init; }

    /// <summary>Heading of the gaps of a chapter.</summary>
    public required string GapsOf { get; init; }

    /// <summary>Header of what a figure is of.</summary>
    public required string Figure { get; init; }

    /// <summary>Header of values.</summary>
    public required string Value { get; init; }

    /// <summary>Header of statuses.</summary>
    public required string Status { get; init; }

    /// <summary>Header of providers.</summary>
    public required string Provider { get; init; }

    /// <summary>Header of releases.</summary>
    public required string Release { get; init; }

    /// <summary>A total.</summary>
    public required string Total { get; init; }

    /// <summary>Header of codes.</summary>
    public required string Code { get; init; }

    /// <summary>Header of indicators.</summary>
    public required string Indicator { get; init; }

    /// <summary>Header of units.</summary>
    public required string Unit { get; init; }

    /// <summary>Header of why a gap is there.</summary>
    public required string Why { get; init; }

    /// <summary>Header of the latest year with a figure.</summary>
    public required string Latest { get; init; }

    /// <summary>With a place for the number of figures that are not shown.</summary>
    public required string Further { get; init; }

    /// <summary>Of a figure some of whose periods are missing.</summary>
    public required string Incomplete { get; init; }

    /// <summary>Heading of comments.</summary>
    public required string Comments { get; init; }

    /// <summary>Before a source.</summary>
    public required string Source { get; init; }

    /// <summary>Heading of what partners publish.</summary>
    public required string MirrorTitle { get; init; }

    /// <summary>Header of partner areas.</summary>
    public required string Partner { get; init; }

    /// <summary>Header of what the state reports.</summary>
    public required string Reported { get; init; }

    /// <summary>Header of what the partner reports.</summary>
    public required string Mirrored { get; init; }

    /// <summary>Header of the 10 % test.</summary>
    public required string Test { get; init; }

    /// <summary>It passes.</summary>
    public required string Passes { get; init; }

    /// <summary>It fails.</summary>
    public required string Fails { get; init; }

    /// <summary>Heading of methodology notes.</summary>
    public required string Methodology { get; init; }

    /// <summary>Before a definition.</summary>
    public required string Definition { get; init; }

    /// <summary>Before counting rules.</summary>
    public required string CountingRules { get; init; }

    /// <summary>Before deviations.</summary>
    public required string Deviations { get; init; }

    /// <summary>Before a coverage.</summary>
    public required string Coverage { get; init; }

    /// <summary>Heading of what is calculated.</summary>
    public required string Calculated { get; init; }

    /// <summary>Before a formula.</summary>
    public required string Formula { get; init; }

    /// <summary>Before a type of source.</summary>
    public required string SourceType { get; init; }

    /// <summary>Types of sources.</summary>
    public required IReadOnlyDictionary<V1.SourceType, string> SourceTypes { get; init; }

    /// <summary>What is said first of a document that is not for everybody. Without quotation marks: styles hold it too.</summary>
    public required string Restricted { get; init; }

    /// <summary>Of a figure that everybody is not shown, when no confidentiality status says why.</summary>
    public required string NotPublic { get; init; }

    /// <summary>Of an explanation that only the organisations of both sides see.</summary>
    public required string BetweenSides { get; init; }

    /// <summary>Heading of confidentiality statuses.</summary>
    public required string Confidentiality { get; init; }

    /// <summary>Header of names.</summary>
    public required string Name { get; init; }

    /// <summary>Heading of figures over the years.</summary>
    public required string Years { get; init; }

    /// <summary>Header of years.</summary>
    public required string Year { get; init; }

    /// <summary>Of a figure of whose value its provider states a gap.</summary>
    public required string WithoutValue { get; init; }

    /// <summary>Of a figure that has a value that is not shown.</summary>
    public required string Suppressed { get; init; }

    /// <summary>Of a figure that several organisations publish.</summary>
    public required string SeveralProviders { get; init; }

    /// <summary>Heading of the releases.</summary>
    public required string Provenance { get; init; }

    /// <summary>Header of instants.</summary>
    public required string When { get; init; }

    /// <summary>Header of organisations that released.</summary>
    public required string Who { get; init; }

    /// <summary>Header of reasons of releases.</summary>
    public required string Reason { get; init; }

    /// <summary>Heading of how to read the document.</summary>
    public required string Reading { get; init; }

    /// <summary>How to read the document.</summary>
    public required string ReadingText { get; init; }

    /// <summary>The words of a language; English for one that has none.</summary>
    /// <param name="language">The language, "ru".</param>
    public static ProfileWords In(string language) => language == "ru" ? Russian : English;

    // Names of chapters and concepts are the same as in templates.
    internal static string Chapter(string name, string language) => TemplateWords.In(language).Chapters.GetValueOrDefault(name, name);

    internal static string Concept(Dimension dimension, string language) => TemplateWords.In(language).Concepts.GetValueOrDefault(dimension.Id, dimension.Id);
}
