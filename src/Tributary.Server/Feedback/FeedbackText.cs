using System.Globalization;

namespace Tributary.Server;

/// <summary>Business days in words.</summary>
internal static class FeedbackText
{
    /// <summary>E.g. <c>after 2.3 business days</c>.</summary>
    /// <param name="hundredths">Hundredths of a business day.</param>
    public static string Days(long hundredths)
    {
        var days = (hundredths / 100.0).ToString("0.#", CultureInfo.InvariantCulture);
        return $"after {days} business {(days == "1" ? "day" : "days")}";
    }
}
