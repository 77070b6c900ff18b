using System.Text.Json;
using AfterSales.Service.Forms;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Workflows;

/// <summary>The shipped forms: readable by the server, complete in three languages, short enough for a phone.</summary>
public sealed class FormFileTests
{
    /// <summary>Questions one person answers in one go on a phone.</summary>
    private const int MostQuestions = 10;

    public static TheoryData<string> Forms => WorkflowFiles.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_server_reads_the_form(string file)
    {
        var parse = FormSchema.Parse(File.ReadAllText(PathOf(file)), WorkflowLibrary.Shipped.Feel);
        parse.Problems.ShouldBeEmpty();
        parse.Schema!.Id.ShouldBe(Path.GetFileNameWithoutExtension(file));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_text_is_there_in_three_languages(string file)
    {
        using var form = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        string[] languages = ["en", "fa", "zh"];
        var title = form.RootElement.GetProperty("aftersales").GetProperty("title");
        languages.ShouldAllBe(language => title.GetProperty(language).GetString()!.Length > 0);
        foreach (var component in Components(form))
        {
            var key = component.GetProperty("key").GetString()!;
            Translated(component, "label", key);
            if (component.TryGetProperty("description", out _))
                Translated(component, "description", key);
            if (component.GetProperty("properties").TryGetProperty("refuse", out _))
                Translated(component, "refuse.message", key);
            if (!component.TryGetProperty("values", out var options))
                continue;
            foreach (var option in options.EnumerateArray())
            {
                option.GetProperty("label").GetString().ShouldNotBeNullOrWhiteSpace(key);
                Translated(component, "values." + option.GetProperty("value").GetString(), key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Answers_of_a_form_share_one_root_so_that_forms_do_not_overwrite_each_other(string file)
    {
        using var form = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        var components = Components(form).ToList();
        var answers = components.Where(component => !IsShownOnly(component)).Select(component => component.GetProperty("key").GetString()!).ToList();
        answers.ShouldAllBe(key => key.Contains('.'));
        answers.Select(key => key.Split('.')[0]).Distinct().ShouldHaveSingleItem();
        answers.Count.ShouldBeLessThanOrEqualTo(MostQuestions);
        var ids = components.Select(component => component.GetProperty("id").GetString()).ToList();
        ids.ShouldBe(ids.Distinct());
    }

    private static string PathOf(string file) => Path.Combine(WorkflowFiles.Folder, "forms", file);

    private static IEnumerable<JsonElement> Components(JsonDocument form) => form.RootElement.GetProperty("components").EnumerateArray();

    private static bool IsShownOnly(JsonElement component) => component.TryGetProperty("disabled", out var disabled) && disabled.GetBoolean();

    private static void Translated(JsonElement component, string name, string key)
    {
        string[] languages = ["fa", "zh"];
        foreach (var language in languages)
        {
            component.GetProperty("properties").TryGetProperty($"{name}.{language}", out var text).ShouldBeTrue($"{key}: {name}.{language}");
            text.GetString().ShouldNotBeNullOrWhiteSpace($"{key}: {name}.{language}");
        }
    }
}
