using AfterSales.Service.Records;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Records;

public sealed class RecordCatalogTests
{
    [Fact]
    public void Every_record_has_three_names_and_a_suffix_of_its_own()
    {
        RecordCatalog.All.ShouldAllBe(type => !string.IsNullOrEmpty(type.Name.Persian) && !string.IsNullOrEmpty(type.Name.Chinese));
        RecordCatalog.All.Select(type => type.Suffix).ShouldBeUnique();
    }

    [Fact]
    public void Every_record_is_kept_for_ten_years_unless_its_type_says_otherwise() => RecordCatalog.All.ShouldAllBe(type => type.YearsKept == 10);

    [Theory]
    [InlineData("satisfaction-survey")]
    [InlineData("sales-ledger")]
    [InlineData("customer-training-plan")]
    public void Records_that_a_source_s_own_list_leaves_out_are_there(string id) => RecordCatalog.All.ShouldContain(type => type.Id == id);

    [Fact]
    public void A_record_nobody_knows_is_a_type_of_its_own() => RecordCatalog.Get("paint-report").Suffix.ShouldBe("PAINT-REPORT");
}
