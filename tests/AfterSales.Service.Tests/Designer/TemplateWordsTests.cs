using System.Text.Json.Nodes;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.TestSupport;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

/// <summary>Element templates in the reader's language: everything that is read, and nothing else.</summary>
public sealed class TemplateWordsTests
{
    private static string Folder => RepositoryRoot.Combine("workflows", "element-templates");

    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.Chinese)]
    public void Every_word_of_the_shipped_templates_is_translated_and_nothing_technical_is(Language language)
    {
        var words = TemplateWords.Read(Folder, language);
        foreach (var file in System.IO.Directory.EnumerateFiles(Folder, "*.json"))
        {
            var (english, put) = (JsonNode.Parse(File.ReadAllText(file))!, words.Put(JsonNode.Parse(File.ReadAllText(file))!));
            Read(put).Zip(Read(english)).Where(pair => pair.First.Text == pair.Second.Text && pair.First.Text.Length > 0)
                .Select(pair => pair.First.Path).ShouldBeEmpty($"{Path.GetFileName(file)} in {language}");
            Bindings(put).ShouldBe(Bindings(english), "what the engine reads stays as it is");
            put["id"]!.GetValue<string>().ShouldBe(english["id"]!.GetValue<string>());
        }
    }

    [Fact]
    public void English_and_a_folder_without_words_leave_a_template_as_it_is()
    {
        const string Template = """{"name":"Send a mail","properties":[{"label":"To","binding":{"name":"to"}}]}""";
        TemplateWords.Read(Folder, Language.English).Put(JsonNode.Parse(Template)!).ToJsonString().ShouldBe(Template);
        TemplateWords.Read(Path.GetTempPath(), Language.Persian).Put(JsonNode.Parse(Template)!).ToJsonString().ShouldBe(Template);
        TemplateWords.Read(Folder, Language.Chinese).Put(JsonNode.Parse(Template)!)["properties"]![0]!["binding"]!["name"]!.GetValue<string>().ShouldBe("to");
    }

    private static IEnumerable<(string Path, string Text)> Read(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Read),
        JsonObject members => members.Where(member => member.Key is not ("binding" or "condition" or "icon")).SelectMany(member =>
            member.Key is "name" or "label" or "description" && member.Value is JsonValue text ? [(text.GetPath(), text.GetValue<string>())] : Read(member.Value)),
        _ => [],
    };

    private static List<string> Bindings(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.SelectMany(Bindings)],
        JsonObject members => [.. members.SelectMany(member => member.Key is "binding" or "condition" or "value" ? [member.Value!.ToJsonString()] : Bindings(member.Value))],
        _ => [],
    };
}
