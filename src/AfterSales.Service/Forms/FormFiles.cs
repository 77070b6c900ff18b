using AfterSales.Feel.Values;
using AfterSales.Service.Attachments;

namespace AfterSales.Service.Forms;

/// <summary>How files stand in process variables: by reference, never by content.</summary>
internal static class FormFiles
{
    public static FeelList Value(IEnumerable<StagedFile> files) => new([.. files.Select(Reference)]);

    /// <summary>The ids of the attachments a value refers to.</summary>
    public static IReadOnlyList<string> Ids(FeelValue value) => value is FeelList list
        ? [.. list.Items.OfType<FeelContext>().Select(file => file["id"]).OfType<FeelString>().Select(id => id.Value)]
        : [];

    private static FeelContext Reference(StagedFile file) => new(
    [
        new("id", FeelValue.Of(file.Id)),
        new("name", FeelValue.Of(file.FileName)),
        new("contentType", FeelValue.Of(file.ContentType)),
        new("size", FeelValue.Of(file.Size)),
    ]);
}
