using System.Text.Json;
using System.Text.Json.Nodes;
using Recsys.Client.Conformance;

// One request a line in, one answer a line out, in their order; ends with the input.
using var verbs = new Verbs();
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
using var input = new StreamReader(Console.OpenStandardInput());
while (await input.ReadLineAsync() is { } line)
{
    if (line.Length == 0) continue;
    JsonNode? id = null;
    JsonObject answer;
    try
    {
        var request = JsonNode.Parse(line)!.AsObject();
        id = request["id"]?.DeepClone();
        answer = await verbs.RunAsync(request);
    }
    catch (UnsupportedException error)
    {
        answer = new JsonObject { ["unsupported"] = error.Message };
    }
    catch (Exception error)
    {
        // Whatever it is, the next request still wants its answer.
        await Console.Error.WriteLineAsync(error.ToString());
        answer = new JsonObject { ["broken"] = $"{error.GetType().Name}: {error.Message}" };
    }
    answer.Insert(0, "id", id);
    await output.WriteLineAsync(answer.ToJsonString(JsonSerializerOptions.Default));
}
