namespace StatExchange.Client.Templates;

/// <summary>The words of a template in one language. All are required, so that no language can lack one.</summary>
internal sealed record TemplateWords
{
    public static readonly TemplateWords English = new()
    {
        Title = "Figures for the migration profile",
        About = "About",
        Codes = "Codes",
        Organisation = "Organisation",
        Profile = "Profile",
        Period = "Period",
        Area = "Reporting area",
        Language = "Language",
        Dataflow = "Dataflow",
        HowTo = "How to fill in",
        Steps =
        [
            "Each chapter is a sheet; each row is a figure. Fill in the yellow cells: the value, and where needed its status and a comment.",
            "A figure that is not available gets a status instead of a value: L, O, M or Q below. Zero is a value. Rows left empty are not sent.",
            "Values are in the unit that stands in the row. Beside them is what you published for the period before.",
            "For further breakdowns (by sex, age, partner area …) use the empty rows at the end of a chapter and choose codes from the lists.",
            "The sheets are protected against slips, without a password. Do not hide sheets, merge cells or change the first row.",
            "Send the file with: statx submit FILE.xlsx --organisation {0}",
        ],
        StatusLegend = "Observation status (OBS_STATUS); empty means A",
        ConfidentialityLegend = "Confidentiality status (CONF_STATUS); empty means F",
        Code = "Code",
        IndicatorName = "Name",
        Definition = "Definition",
        Unit = "Unit",
        PreviousValue = "Published for the period before",
        Value = "Value",
        ListTitle = "Not in the list",
        ListError = "Choose a code from the list. The sheet \"{0}\" has all of them with their names.",
        NumberTitle = "Not a number",
        NumberError = "Enter a number without spaces or units. If there is no figure, leave the cell empty and choose a status (L, O, M or Q).",
        Concepts = new(StringComparer.Ordinal)
        {
            ["INDICATOR"] = "Indicator",
            ["FREQ"] = "Frequency",
            ["REF_AREA"] = "Reporting area",
            ["COUNTERPART_AREA"] = "Partner area",
            ["SEX"] = "Sex",
            ["AGE"] = "Age",
            ["CITIZENSHIP"] = "Citizenship",
            ["REASON"] = "Reason",
            ["EDUCATION"] = "Education",
            ["OCCUPATION"] = "Occupation",
            ["ECONOMIC_ACTIVITY"] = "Economic activity",
            ["DURATION"] = "Duration",
            ["BORDER_TYPE"] = "Kind of border",
            ["RETURN_TYPE"] = "Kind of return",
            ["DECISION"] = "Decision",
            ["EXPLOITATION_FORM"] = "Form of exploitation",
            ["BIRTH_COUNTRY_GROUP"] = "Group of country of birth",
            ["TIME_PERIOD"] = "Period",
            ["OBS_STATUS"] = "Status",
            ["CONF_STATUS"] = "Confidentiality",
            ["COMMENT_OBS"] = "Comment",
            ["EMBARGO_TIME"] = "Embargo until",
        },
        Chapters = new(StringComparer.Ordinal),
    };

    public static readonly TemplateWords Russian = new()
    {
        Title = "Показатели для миграционного профиля",
        About = "О файле",
        Codes = "Коды",
        Organisation = "Организация",
        Profile = "Профиль",
        Period = "Период",
        Area = "Территория",
        Language = "Язык",
        Dataflow = "Поток данных",
        HowTo = "Как заполнять",
        Steps =
        [
            "Каждая глава — отдельный лист, каждая строка — один показатель. Заполняйте жёлтые ячейки: значение, при необходимости статус и комментарий.",
            "Если данных нет, вместо значения укажите статус: L, O, M или Q (см. ниже). Ноль — это значение. Пустые строки не отправляются.",
            "Значения указываются в единицах, названных в строке. Рядом — то, что вы опубликовали за предыдущий период.",
            "Для дополнительных разрезов (по полу, возрасту, стране-партнёру …) используйте пустые строки в конце главы и выбирайте коды из списков.",
            "Листы защищены от случайных изменений, без пароля. Не скрывайте листы, не объединяйте ячейки и не меняйте первую строку.",
            "Отправьте файл командой: statx submit FILE.xlsx --organisation {0}",
        ],
        StatusLegend = "Статус наблюдения (OBS_STATUS); пусто означает A",
        ConfidentialityLegend = "Статус конфиденциальности (CONF_STATUS); пусто означает F",
        Code = "Код",
        IndicatorName = "Название",
        Definition = "Определение",
        Unit = "Единица измерения",
        PreviousValue = "Опубликовано за предыдущий период",
        Value = "Значение",
        ListTitle = "Нет в списке",
        ListError = "Выберите код из списка. Все коды с названиями — на листе «{0}».",
        NumberTitle = "Не число",
        NumberError = "Введите число без пробелов и единиц. Если данных нет, оставьте ячейку пустой и выберите статус (L, O, M или Q).",
        Concepts = new(StringComparer.Ordinal)
        {
            ["INDICATOR"] = "Показатель",
            ["FREQ"] = "Периодичность",
            ["REF_AREA"] = "Территория",
            ["COUNTERPART_AREA"] = "Территория-партнёр",
            ["SEX"] = "Пол",
            ["AGE"] = "Возраст",
            ["CITIZENSHIP"] = "Гражданство",
            ["REASON"] = "Причина",
            ["EDUCATION"] = "Образование",
            ["OCCUPATION"] = "Занятие",
            ["ECONOMIC_ACTIVITY"] = "Вид экономической деятельности",
            ["DURATION"] = "Продолжительность",
            ["BORDER_TYPE"] = "Вид границы",
            ["RETURN_TYPE"] = "Вид возвращения",
            ["DECISION"] = "Решение",
            ["EXPLOITATION_FORM"] = "Форма эксплуатации",
            ["BIRTH_COUNTRY_GROUP"] = "Группа стран рождения",
            ["TIME_PERIOD"] = "Период",
            ["OBS_STATUS"] = "Статус",
            ["CONF_STATUS"] = "Конфиденциальность",
            ["COMMENT_OBS"] = "Комментарий",
            ["EMBARGO_TIME"] = "Эмбарго до",
        },
        Chapters = new(StringComparer.Ordinal)
        {
            ["0 Country context"] = "0 Общие сведения о стране",
            ["A1 Immigration and foreign residents"] = "A1 Иммиграция и иностранцы",
            ["A2 Emigration and diaspora"] = "A2 Эмиграция и диаспора",
            ["A3 Cross-border mobility"] = "A3 Пересечение границы",
            ["A4 Irregular migration"] = "A4 Неурегулированная миграция",
            ["A5 Return, readmission and reintegration"] = "A5 Возвращение и реадмиссия",
            ["A6 Asylum and international protection"] = "A6 Международная защита",
            ["A7 Trafficking in human beings"] = "A7 Торговля людьми",
            ["B1 Impact: labour market"] = "B1 Влияние на рынок труда",
            ["B2 Impact: economy and remittances"] = "B2 Экономика и переводы",
            ["B3 Impact: demography"] = "B3 Влияние на демографию",
            ["B4 Impact: health and social protection"] = "B4 Здоровье и соцзащита",
            ["B5 Impact: education"] = "B5 Влияние на образование",
            ["C1 Integration"] = "C1 Интеграция",
            ["D1 Policy and management framework"] = "D1 Политика и управление",
        },
    };

    public required string Title { get; init; }

    public required string About { get; init; }

    public required string Codes { get; init; }

    public required string Organisation { get; init; }

    public required string Profile { get; init; }

    public required string Period { get; init; }

    public required string Area { get; init; }

    public required string Language { get; init; }

    public required string Dataflow { get; init; }

    public required string HowTo { get; init; }

    /// <summary>What to do, in order; the last has a place for the organisation.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required string StatusLegend { get; init; }

    public required string ConfidentialityLegend { get; init; }

    public required string Code { get; init; }

    public required string IndicatorName { get; init; }

    public required string Definition { get; init; }

    public required string Unit { get; init; }

    public required string PreviousValue { get; init; }

    public required string Value { get; init; }

    public required string ListTitle { get; init; }

    /// <summary>With a place for the sheet of codes.</summary>
    public required string ListError { get; init; }

    public required string NumberTitle { get; init; }

    public required string NumberError { get; init; }

    /// <summary>Names of concepts; a concept without one is named by itself.</summary>
    public required Dictionary<string, string> Concepts { get; init; }

    /// <summary>Names of chapters, which the catalogue has in English; a chapter without one keeps that.</summary>
    public required Dictionary<string, string> Chapters { get; init; }

    /// <summary>The words of a language; English for one that has none.</summary>
    public static TemplateWords In(string language) => language == "ru" ? Russian : English;
}
