using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;
using AfterSales.Web.Languages;
using AfterSales.Web.Security;

namespace AfterSales.Web.Forms;

/// <summary>The field for photos and files on pages of customers, drawn like those of task forms.</summary>
internal static class PhotoField
{
    /// <summary>The field's name, and its element's id.</summary>
    public const string Name = "files";

    public static FieldInput Of(Reader reader, string? error, IReadOnlyList<KeptFile> kept) => new(
        new FormFieldView
        {
            Name = Name,
            ElementId = Name,
            Kind = FormFieldKind.Photos,
            Multiple = true,
            Accept = AttachmentTypes.Accept,
            Label = new LocalText(reader["web.request.files"]),
            Hint = new LocalText(reader["web.request.filesHint", PostedForm.MostFiles, reader.Format.FileSize(BodyLimits.SingleFile)]),
            Error = error,
        },
        kept);
}
