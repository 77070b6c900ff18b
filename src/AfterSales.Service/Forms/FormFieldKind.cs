namespace AfterSales.Service.Forms;

/// <summary>What a page has to draw for a field.</summary>
public enum FormFieldKind
{
    /// <summary>One line of text.</summary>
    Text,
    Email,
    Phone,

    /// <summary>Several lines of text.</summary>
    LongText,
    Number,

    /// <summary>One tick box.</summary>
    YesNo,

    /// <summary>One of few options, all shown.</summary>
    Choice,

    /// <summary>One of many options, in a list.</summary>
    Select,

    /// <summary>Any number of options.</summary>
    MultiChoice,
    Date,
    Time,
    DateTime,
    Files,

    /// <summary>Pictures, with the camera offered on a phone.</summary>
    Photos,

    /// <summary>A typed name or a drawn signature; posted as text or as a picture.</summary>
    Signature,

    /// <summary>Worked out by the server, shown and never read from a submission.</summary>
    Computed,

    /// <summary>Text between fields, in the Markdown subset of form-js.</summary>
    Note,

    /// <summary>A heading over fields that belong together; its fields are in <see cref="FormFieldView.Fields"/>.</summary>
    Group,

    /// <summary>Rows of the same fields; they are in <see cref="FormFieldView.Rows"/>.</summary>
    List,
    Separator,
}
