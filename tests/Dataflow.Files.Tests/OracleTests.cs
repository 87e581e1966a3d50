using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using NodaTime.Text;

namespace Dataflow.Files.Tests;

/// <summary>The readers against independent ones: CsvHelper for CSV, JsonDocument for JSON.</summary>
public sealed class OracleTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Oracle_Flights_AgreesWithCsvHelper()
    {
        var path = TestFiles.Data("flights.csv.gz");
        using var text = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        var expected = ReadWithCsvHelper(text, out var header);
        var rows = await Replay.AllAsync(Recording.ReadRows(path, new RecordingOptions { TimeField = "scheduled", ArrivalField = "observed" }, header), 1000);
        Assert.Null(rows.Message);
        Assert.Equal(228_738, rows.Values.Count);
        Assert.Equal(expected.Count, rows.Values.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(AsJson(header, expected[i]), rows.Values[i].ToString());
            Assert.Equal(InstantPattern.ExtendedIso.Parse(expected[i][0]).Value.ToUnixTimeTicks(), rows.Ticks[i]);
        }
    }

    [Fact]
    public async Task Read_FlightsAsJsonLines_AgreesWithCsv()
    {
        var path = TestFiles.Data("flights.csv.gz");
        var options = new RecordingOptions { TimeField = "scheduled", ArrivalField = "observed" };
        var rows = await Replay.AllAsync(Recording.ReadRows(path, options));
        var json = files.Write("flights.jsonl", string.Join("\n", rows.Values));
        var again = await Replay.AllAsync(Recording.ReadRows(json, options));
        Assert.Equal(rows.Log, again.Log);
        Assert.Equal(228_738, again.Values.Count);

        var typed = await Replay.AllAsync(Recording.Read<Flight>(path, options));
        var typedJson = await Replay.AllAsync(Recording.Read<Flight>(json, options));
        Assert.Equal(typed.Values, typedJson.Values);
        Assert.Equal(typed.Log, typedJson.Log);
        Assert.Equal(rows.Ticks, typed.Ticks);
        Assert.Equal(rows.Values.Sum(r => r["delay"].GetInt64()), typed.Values.Sum(f => (long)f.Delay));

        var keys = await Replay.AllAsync(Recording.Read([path], options, new KeyBinder("origin", "delay")));
        Assert.Equal(rows.Values.Select(r => $"{{\"origin\":{r["origin"]},\"delay\":{r["delay"]}}}"), keys.Values.Select(k => k.ToString()));
    }

    [Fact]
    public async Task Oracle_Earthquakes_AgreesWithJsonDocument()
    {
        var path = TestFiles.Data("earthquakes.jsonl");
        string[] fields = ["time", "updated", "network", "magnitude", "place", "longitude", "latitude", "depthKm", "none"];
        var rows = await Replay.AllAsync(Recording.ReadRows(path, new RecordingOptions { TimeField = "time", ArrivalField = "updated" }, fields));
        Assert.Null(rows.Message);
        var lines = File.ReadAllLines(path);
        Assert.Equal(lines.Length, rows.Values.Count);
        for (var i = 0; i < lines.Length; i++)
        {
            CheckLine(lines[i], rows.Values[i], fields);
            using var document = JsonDocument.Parse(lines[i]);
            var time = document.RootElement.GetProperty("time").GetDateTimeOffset();
            Assert.Equal(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, rows.Ticks[i]);
        }
    }

    [Fact]
    public async Task Oracle_RandomJson_AgreesWithJsonDocument()
    {
        string[] fields = ["at", "a", "b", "é", "a\"b", ""];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, random.Next(1, 20)).Select(_ => RandomObject(random, fields)).ToArray();
            var file = files.Write("r.jsonl", string.Join(random.Next(2) == 0 ? "\n" : "\r\n", lines));
            var rows = await Replay.AllAsync(Recording.ReadRows([file], new RecordingOptions { TimeField = "at", BlockSize = random.Next(1, 300) }, fields));
            Assert.True(rows.Message is null, $"seed {seed}: {rows.Message}");
            Assert.Equal(lines.Length, rows.Values.Count);
            for (var i = 0; i < lines.Length; i++)
            {
                CheckLine(lines[i], rows.Values[i], fields);
            }
        }
    }

    [Fact]
    public async Task Oracle_RandomCsv_AgreesWithCsvHelper()
    {
        string[] texts = ["", "a", "red", "x,y", "say \"hi\"", "two\nlines", "win\r\ndows", "\"", "\"\"", ",", "é", "日本", " pad ", "1", "-2.5", "01", "1e5", "12345678901234567890", new string('z', 70)];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string[] header = ["at", .. Enumerable.Range(0, random.Next(1, 6)).Select(c => $"c{c}")];
            var expected = Enumerable.Range(0, random.Next(0, 30))
                .Select(i => (string[])[i.ToString(), .. header.Skip(1).Select(_ => texts[random.Next(texts.Length)])]).ToList();
            var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
            var text = string.Join(newLine, expected.Prepend(header).Select(row => string.Join(',', row.Select(cell => Quoted(cell, random)))));

            Assert.Equal(expected, ReadWithCsvHelper(new StringReader(text), out _));
            var file = files.Write("r.csv", text);
            var rows = await Replay.AllAsync(Recording.ReadRows([file], new RecordingOptions { TimeField = "at", BlockSize = random.Next(1, 300) }));
            Assert.True(rows.Message is null, $"seed {seed}: {rows.Message}");
            Assert.Equal(expected.Select(row => AsJson(header, row)), rows.Values.Select(r => r.ToString()));
        }
    }

    private static List<string[]> ReadWithCsvHelper(TextReader text, out string[] header)
    {
        using var csv = CsvReader.Create(text);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        header = [.. csv.Headers];
        return rows;
    }

    private static string Quoted(string cell, Random random) =>
        cell.Length > 0 && (cell.AsSpan().ContainsAny(",\"\r\n") || random.Next(4) == 0) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    /// <summary>What a row is as JSON, by the rules written down again: empty is null, a JSON number is a number, the rest is text.</summary>
    private static string AsJson(string[] header, string[] row) =>
        "{" + string.Join(",", header.Zip(row).Select(cell => $"\"{cell.First}\":{AsJson(cell.Second)}")) + "}";

    private static string AsJson(string cell)
    {
        if (cell.Length == 0)
        {
            return "null";
        }

        return System.Text.RegularExpressions.Regex.IsMatch(cell, @"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z")
            ? cell
            : JsonSerializer.Serialize(cell, RelaxedJson.Options);
    }

    private static void CheckLine(string line, Row row, string[] fields)
    {
        using var document = JsonDocument.Parse(line);
        foreach (var name in fields)
        {
            var field = row[name];
            if (!document.RootElement.TryGetProperty(name, out var expected))
            {
                Assert.Equal(FieldKind.Missing, field.Kind);
                continue;
            }

            using var actual = JsonDocument.Parse(field.Json);
            Assert.True(JsonElement.DeepEquals(expected, actual.RootElement), $"{name} of {line} is {field}");
        }
    }

    private static string RandomObject(Random random, string[] fields)
    {
        var text = new StringBuilder("{");
        var properties = fields.Skip(1).Append("other").Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next(8) == 0 ? random.Next() : 0).ToList();
        properties.Insert(random.Next(properties.Count + 1), "at");
        if (random.Next(5) == 0)
        {
            properties.Add(properties[random.Next(properties.Count)]);
        }

        foreach (var name in properties)
        {
            text.Append(text.Length > 1 ? "," : "").Append(Space(random))
                .Append(RandomString(random, name)).Append(Space(random)).Append(':').Append(Space(random))
                .Append(name == "at" ? random.Next().ToString() : RandomValue(random, 0)).Append(Space(random));
        }

        return text.Append('}').Append(Space(random)).ToString();
    }

    private static string Space(Random random) => random.Next(6) switch { 0 => " ", 1 => "\t ", _ => "" };

    private static string RandomValue(Random random, int depth) => random.Next(depth > 2 ? 6 : 8) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => random.Next(-1000, 1000).ToString(),
        3 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        4 => $"{random.Next(9)}.{random.Next(9)}e-{random.Next(9)}",
        5 => RandomString(random, string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "abc é日\"\\/\n\u0001{}[]:,"[random.Next(17)]))),
        6 => "[" + string.Join(",", Enumerable.Range(0, random.Next(3)).Select(_ => RandomValue(random, depth + 1))) + "]",
        _ => "{" + string.Join(",", Enumerable.Range(0, random.Next(3)).Select(i => $"\"{(i == 0 ? "a" : "at")}\":{RandomValue(random, depth + 1)}")) + "}",
    };

    private static string RandomString(Random random, string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(random.Next(12) == 0 || c < ' ' ? $"\\u{(int)c:x4}" : c is '"' or '\\' ? $"\\{c}" : c.ToString());
        }

        return json.Append('"').ToString();
    }

    private sealed record Flight(NodaTime.Instant Scheduled, NodaTime.Instant Observed, int Delay, int Distance, string Origin, string Destination);
}
