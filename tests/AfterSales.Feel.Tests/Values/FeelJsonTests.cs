using System.Text.Json;
using AfterSales.Feel.Values;
using Shouldly;
using Xunit;

namespace AfterSales.Feel.Tests.Values;

public sealed class FeelJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-12.5")]
    [InlineData("7900000000000000000000000000")]
    [InlineData("\"سلام \\\" 张伟\"")]
    [InlineData("[1,[2,{\"a\":null}]]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":[]}}")]
    public void Json_survives_the_round_trip(string json) => FeelJson.ToJson(FeelJson.Parse(json)).ShouldBe(json);

    [Theory]
    [InlineData("@\"2026-03-01\"", "\"2026-03-01\"")]
    [InlineData("@\"2026-03-01T10:00:00+03:30\"", "\"2026-03-01T10:00:00+03:30\"")]
    [InlineData("@\"PT8H\"", "\"PT8H\"")]
    [InlineData("@\"P1Y2M\"", "\"P1Y2M\"")]
    [InlineData("[1..2]", "null")]
    [InlineData("function(x) x", "null")]
    [InlineData("[1.10, 100]", "[1.1,100]")]
    public void What_json_does_not_know_becomes_text_or_null(string source, string json)
    {
        var value = Feel.Evaluate(source).Value;
        FeelJson.ToJson(value).ShouldBe(json);
        FeelJson.ToJsonValue(value).ShouldBe(FeelJson.Parse(json));
    }

    [Fact]
    public void Nesting_that_no_reader_takes_is_cut()
    {
        FeelValue value = FeelValue.Of(1);
        for (var i = 0; i < 5_000; i++)
            value = FeelValue.Of([value]);
        JsonDocument.Parse(FeelJson.ToJson(value)).RootElement.ValueKind.ShouldBe(JsonValueKind.Array);
        FeelJson.Parse(FeelJson.ToJson(value)).ShouldBe(FeelJson.ToJsonValue(value));
    }

    [Fact]
    public void A_number_beyond_the_range_is_null_and_one_too_small_is_zero()
    {
        FeelJson.Parse("1e400").ShouldBe(FeelValue.Null);
        FeelJson.Parse("1e-40").ShouldBe(FeelValue.Of(0));
    }

    [Fact]
    public void Half_a_character_is_written_as_a_replacement() =>
        FeelJson.ToJson(Feel.Evaluate("{\"\\uD83D\": extract(\"🐎\", \".\")}").Value).ShouldBe("{\"\uFFFD\":[\"\uFFFD\",\"\uFFFD\"]}");

    [Fact]
    public void Random_values_survive_the_round_trip_through_json_and_through_feel_text()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var value = RandomValues.Json(random, 3);
            FeelJson.Parse(FeelJson.ToJson(value)).ShouldBe(value, $"seed {seed}");
            Feel.Evaluate(RandomValues.Source(value)).Value.ShouldBe(value, $"seed {seed}: {RandomValues.Source(value)}");
        }
    }
}
