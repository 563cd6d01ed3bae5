using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// Dates as mail bears them: RFC 5322 (3.3 and the obsolete 4.3), asctime, ISO 8601, and mixtures. The words may stand in almost any
/// order; each is known by its shape.
/// </summary>
internal struct DateParser
{
    private static readonly SearchValues<byte> Gaps = SearchValues.Create(" \t\r\n,;\""u8);

    private int _day;
    private int _month;
    private int _year;
    private TimeSpan? _time;
    private TimeSpan _zone;
    private bool _isZoneKnown;
    private bool _isZoneOdd;

    /// <summary>Reads a date.</summary>
    /// <param name="raw">The value of a Date header, or what follows the semicolon of a Received header.</param>
    /// <param name="date">The date in UTC.</param>
    /// <param name="isZoneOdd">True when a zone is given that is unknown or out of range; it was taken as UTC.</param>
    /// <returns>False when it is no date, or none that exists.</returns>
    public static bool TryParse(ReadOnlySpan<byte> raw, out DateTimeOffset date, out bool isZoneOdd)
    {
        var parser = new DateParser();
        var value = Comments.Strip(raw);
        // A date has seven or eight words; what is behind the first dozen is none of it.
        for (var words = 0; words < 12; words++)
        {
            value = SkipGaps(value);
            if (value.IsEmpty) break;
            var length = value.IndexOfAny(Gaps);
            parser.Take(length < 0 ? value : value[..length]);
            if (length < 0) break;
            value = value[length..];
        }

        isZoneOdd = parser._isZoneOdd;
        return parser.TryMake(out date);
    }

    private static ReadOnlySpan<byte> SkipGaps(ReadOnlySpan<byte> value)
    {
        var start = value.IndexOfAnyExcept(Gaps);
        return start < 0 ? default : value[start..];
    }

    private void Take(ReadOnlySpan<byte> word)
    {
        if (word[0] is (byte)'+' or (byte)'-' && word.Length > 1) TakeOffset(word);
        else if (word.IndexOf((byte)':') > 0 || IsDotted(word)) TakeTime(word);
        else if (char.IsAsciiDigit((char)word[0])) TakeNumber(word);
        else TakeName(word);
    }

    // 10.20.30, as some telephones write it
    private static bool IsDotted(ReadOnlySpan<byte> word) => word.Length <= "10.20.30".Length && word.Count((byte)'.') == 2 && char.IsAsciiDigit((char)word[0]);

    private void TakeNumber(ReadOnlySpan<byte> word)
    {
        var dash = word.IndexOfAny((byte)'-', (byte)'/');
        if (dash > 0)
        {
            // 2024-03-01 and 4-Jun-2014
            TakeNumber(word[..dash]);
            var rest = word[(dash + 1)..];
            var next = rest.IndexOfAny((byte)'-', (byte)'/');
            if (next <= 0) return;
            if (Utf8Parser.TryParse(rest[..next], out int month, out var read) && read == next) _month = month;
            else TakeName(rest[..next]);
            if (next + 1 < rest.Length && char.IsAsciiDigit((char)rest[next + 1]) && rest[(next + 1)..].IndexOf((byte)'-') < 0)
                TakeNumber(rest[(next + 1)..]);
            return;
        }

        if (!Utf8Parser.TryParse(word, out int number, out var digits)) return;
        if (digits <= 2 && _day == 0) _day = number;
        else if (_year == 0 && digits is >= 2 and <= 4) _year = digits switch { <= 2 => number + (number < 50 ? 2000 : 1900), 3 => number + 1900, _ => number };
    }

    // 10:20, 10:20:30, 10.20.30, 10:20:30.5, 10.20 is none; 2024-03-01T10:20:30+02:00 in one word.
    private void TakeTime(ReadOnlySpan<byte> word)
    {
        var start = word.IndexOfAny((byte)'T', (byte)'t');
        if (start > 0)
        {
            TakeNumber(word[..start]);
            word = word[(start + 1)..];
        }

        var zone = word.IndexOfAny("+-Zz"u8);
        if (zone > 0)
        {
            TakeOffset(word[zone..]);
            word = word[..zone];
        }

        if (_time is not null) return;
        Span<int> parts = [0, 0, 0];
        for (var i = 0; i < 3 && !word.IsEmpty; i++)
        {
            if (!Utf8Parser.TryParse(word, out int number, out var read) || number < 0) return;
            parts[i] = number;
            word = word.Length > read ? word[(read + 1)..] : default;
        }

        if (parts[0] < 24 && parts[1] < 60 && parts[2] <= 61) _time = new(parts[0], parts[1], Math.Min(parts[2], 59));
    }

    private void TakeOffset(ReadOnlySpan<byte> word)
    {
        if (_isZoneKnown) return;
        _isZoneKnown = true;
        if (word[0] is (byte)'Z' or (byte)'z') return;
        var digits = word[1..];
        var colon = digits.IndexOf((byte)':');
        var isNumber = Utf8Parser.TryParse(colon == 2 ? digits[..2] : digits, out int number, out var read) && read is >= 1 and <= 4;
        if (colon == 2 && Utf8Parser.TryParse(digits[3..], out int minutes, out _)) (number, read) = (number * 100 + Math.Min(minutes, 99), 4);
        if (isNumber && read <= 2) number *= 100;
        _isZoneOdd = !isNumber || number % 100 > 59 || number > 1500;
        if (!_isZoneOdd) _zone = new TimeSpan(number / 100, number % 100, 0) * (word[0] == '-' ? -1 : 1);
    }

    private void TakeName(ReadOnlySpan<byte> word)
    {
        Span<char> name = stackalloc char[Math.Min(word.Length, 12)];
        Encoding.Latin1.GetChars(word[..name.Length], name);
        if (DateNames.IsWeekday(name)) return;
        if (_month == 0 && DateNames.FindMonth(name) is > 0 and var month) _month = month;
        else if (_time is { } time && name is [_, 'M' or 'm'] && TryTakeHalf(name[0], time)) return;
        else if (_time is not null && !_isZoneKnown) TakeZone(name);
    }

    private bool TryTakeHalf(char half, TimeSpan time)
    {
        if (half is not ('A' or 'a' or 'P' or 'p') || time.Hours > 12) return false;
        var noon = time.Hours == 12 ? -12 : 0;
        _time = time + TimeSpan.FromHours(half is 'P' or 'p' ? 12 + noon : noon);
        return true;
    }

    private void TakeZone(ReadOnlySpan<char> name)
    {
        _isZoneKnown = true;
        // GMT+0200 and UTC-5
        var sign = name.IndexOfAny('+', '-');
        if (sign > 0 && sign + 1 < name.Length && (name.StartsWith("GMT") || name.StartsWith("UTC")))
        {
            Span<byte> offset = stackalloc byte[name.Length - sign];
            Encoding.Latin1.GetBytes(name[sign..], offset);
            _isZoneKnown = false;
            TakeOffset(offset);
        }
        else if (DateNames.FindZone(name) is { } hours)
        {
            _zone = TimeSpan.FromHours(hours);
        }
        else
        {
            _isZoneOdd = true;
        }
    }

    private readonly bool TryMake(out DateTimeOffset date)
    {
        date = default;
        if (_time is not { } time || _month is < 1 or > 12 || _year < 2) return false;
        // The year 9999 and those after it are wrong, but dates; .NET knows none behind it.
        var year = Math.Min(_year, 9998);
        if (_day < 1 || _day > DateTime.DaysInMonth(year, _month)) return false;
        var local = new DateTime(year, _month, _day, 0, 0, 0, DateTimeKind.Unspecified) + time;
        date = new DateTimeOffset(local - _zone, TimeSpan.Zero);
        return true;
    }
}
