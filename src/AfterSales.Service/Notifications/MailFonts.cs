using AfterSales.Service.Languages;

namespace AfterSales.Service.Notifications;

/// <summary>Fonts and line heights of UI.md section 1; mails load none, they name what the receiver's machine may have.</summary>
internal static class MailFonts
{
    public static string For(Language language) => language switch
    {
        Language.Persian => "Vazirmatn,'Segoe UI',Tahoma,'Noto Sans Arabic',Arial,sans-serif",
        Language.Chinese => "'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC','Segoe UI',Arial,sans-serif",
        _ => "'IBM Plex Sans','Segoe UI',system-ui,Roboto,'Noto Sans',Arial,sans-serif",
    };

    public static string LineHeight(Language language) => language switch
    {
        Language.Persian => "1.85",
        Language.Chinese => "1.65",
        _ => "1.5",
    };

    public static string HeadingLineHeight(Language language) => language switch
    {
        Language.Persian => "1.6",
        Language.Chinese => "1.4",
        _ => "1.3",
    };
}
