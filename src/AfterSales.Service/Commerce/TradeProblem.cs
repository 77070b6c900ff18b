using AfterSales.Service.Languages;

namespace AfterSales.Service.Commerce;

/// <summary>
/// Why a step of trade answers "no" instead of doing something: a code a workflow can branch on. The sentence for people
/// is <c>commerce.problem.{code}</c> of the text catalogue.
/// </summary>
public sealed record TradeProblem(string Code)
{
    public static readonly TradeProblem AmountMissing = new("amountMissing");
    public static readonly TradeProblem AmountUnreadable = new("amountUnreadable");
    public static readonly TradeProblem AmountNegative = new("amountNegative");
    public static readonly TradeProblem AmountTooLarge = new("amountTooLarge");
    public static readonly TradeProblem AmountTooFine = new("amountTooFine");
    public static readonly TradeProblem CurrencyUnknown = new("currencyUnknown");
    public static readonly TradeProblem ChargeTypeUnknown = new("chargeTypeUnknown");
    public static readonly TradeProblem LinesMissing = new("linesMissing");
    public static readonly TradeProblem LinesTooMany = new("linesTooMany");
    public static readonly TradeProblem TextMissing = new("textMissing");
    public static readonly TradeProblem QuantityUnreadable = new("quantityUnreadable");
    public static readonly TradeProblem QuantityOutOfRange = new("quantityOutOfRange");
    public static readonly TradeProblem PartNumberMissing = new("partNumberMissing");
    public static readonly TradeProblem DaysOutOfRange = new("daysOutOfRange");
    public static readonly TradeProblem DateUnreadable = new("dateUnreadable");
    public static readonly TradeProblem DateInPast = new("dateInPast");
    public static readonly TradeProblem DateInFuture = new("dateInFuture");
    public static readonly TradeProblem UnknownDocument = new("unknownDocument");
    public static readonly TradeProblem AlreadyAnswered = new("alreadyAnswered");
    public static readonly TradeProblem QuotationExpired = new("quotationExpired");
    public static readonly TradeProblem QuotationNotAccepted = new("quotationNotAccepted");
    public static readonly TradeProblem NotReserved = new("notReserved");
    public static readonly TradeProblem AlreadyClosed = new("alreadyClosed");
    public static readonly TradeProblem NothingMissing = new("nothingMissing");
    public static readonly TradeProblem ConditionUnknown = new("conditionUnknown");
    public static readonly TradeProblem NothingToInvoice = new("nothingToInvoice");
    public static readonly TradeProblem KindUnknown = new("kindUnknown");
    public static readonly TradeProblem NotPayable = new("notPayable");

    /// <summary>All there are; the tests hold a sentence in each language against each of them.</summary>
    public static IReadOnlyList<TradeProblem> All { get; } =
    [
        AmountMissing, AmountUnreadable, AmountNegative, AmountTooLarge, AmountTooFine, CurrencyUnknown, ChargeTypeUnknown, LinesMissing, LinesTooMany, TextMissing,
        QuantityUnreadable, QuantityOutOfRange, PartNumberMissing, DaysOutOfRange, DateUnreadable, DateInPast, DateInFuture, UnknownDocument,
        AlreadyAnswered, QuotationExpired, QuotationNotAccepted, NotReserved, AlreadyClosed, NothingMissing, ConditionUnknown, NothingToInvoice, KindUnknown, NotPayable,
    ];

    /// <summary>The sentence in each language.</summary>
    public LocalText Text => new(Sentence(Language.English), Sentence(Language.Persian), Sentence(Language.Chinese));

    private string Sentence(Language language) => TextCatalog.For(language)["commerce.problem." + Code];
}
