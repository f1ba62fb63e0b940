using System.Buffers;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Server.Fronts.Json.Reading;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Fronts.Json.Writing;
using Recsys.Server.Hosting;
using Recsys.Server.Services.Validation;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Reading and writing held to the protobuf library, over messages of every type of the contract.</summary>
public sealed class JsonPropertyTests
{
    private const int Rounds = 40;

    private static readonly MethodDescriptor[] Methods = [.. ServedServices.Contract.SelectMany(one => one.Methods)];

    public static TheoryData<string> Types => [.. Methods
        .SelectMany(method => new[] { method.InputType, method.OutputType })
        .Select(type => type.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Message_WrittenByEither_IsReadByBoth(string name)
    {
        var type = TypeOf(name);
        var messages = new RandomMessages(seed: 7);
        for (int round = 0; round < Rounds; round++)
        {
            var message = messages.Next(type);
            byte[] ours = Written(message);
            string library = JsonFormatter.Default.Format(message);

            Assert.Equal(message, JsonParser.Default.Parse(Encoding.UTF8.GetString(ours), type));
            Assert.Equal(message, Read(type, ours));
            Assert.Equal(message, Read(type, Encoding.UTF8.GetBytes(library)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Message_InPieces_IsReadTheSame(string name)
    {
        var type = TypeOf(name);
        var messages = new RandomMessages(seed: 8);
        var random = new Random(9);
        for (int round = 0; round < 10; round++)
        {
            var message = messages.Next(type);
            var read = type.Parser.ParseFrom(ByteString.Empty);
            JsonRequest.Read(Segments.Cut(Written(message), random), read);
            Assert.Equal(message, read);
        }
    }

    // Whatever comes, it is read or refused, and a refusal says where.
    [Theory]
    [MemberData(nameof(Types))]
    public void Json_Broken_IsReadOrRefusedWithItsPlace(string name)
    {
        var type = TypeOf(name);
        var messages = new RandomMessages(seed: 10);
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            byte[] json = Written(messages.Next(type));
            for (int i = random.Next(1, 4); i > 0; i--) Break(ref json, random);
            try
            {
                Read(type, json);
            }
            catch (RpcException error)
            {
                Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
                Assert.Contains("line ", error.Status.Detail);
            }
        }
    }

    [Fact]
    public void Path_OfAnyId_ComesBack()
    {
        var routes = new RouteTable(ServedServices.Contract);
        var texts = new RandomMessages(seed: 12);
        foreach (var route in routes.Routes.Where(route => route.Variables.Count > 0))
        {
            for (int round = 0; round < Rounds; round++)
            {
                string id = texts.Text();
                if (id.Length == 0) continue;
                string path = route.Path.Text;
                foreach (string variable in route.Path.Variables)
                    path = path.Replace("{" + variable + "}", Uri.EscapeDataString(id));
                var sent = RequestPath.Parse(path + "?x=1/2");

                Assert.Same(route, routes.Find(route.Verb, sent, out _));
                Assert.All(route.Path.Values(sent)!, value => Assert.Equal(id, value));
            }
        }
    }

    [Fact]
    public void Query_OfAnyRequest_MeansWhatTheBodyMeans()
    {
        var texts = new RandomMessages(seed: 13);
        var routes = new RouteTable(ServedServices.Contract).Routes.Where(route => !route.HasBody).ToList();
        Assert.True(routes.Count > 10);
        foreach (var route in routes)
        {
            for (int round = 0; round < Rounds; round++)
            {
                var message = texts.Next(route.Method.InputType);
                foreach (var variable in route.Variables) variable.Field.Accessor.SetValue(message, "");
                Strip(message);
                bool snake = round % 2 == 0;
                string query = "?" + string.Join('&', Parameters(message, "", snake));
                var bound = route.Method.InputType.Parser.ParseFrom(ByteString.Empty);
                var wrong = new Violations();
                QueryBinding.Apply(route, query, bound, wrong);
                Assert.Empty(wrong.Found);
                Assert.Equal(message, bound);
            }
        }
    }

    // Lists of messages are for bodies, and an empty message has no parameter.
    private static void Strip(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType != FieldType.Message || WellKnownTypes.IsText(field.MessageType)) continue;
            if (!field.IsRepeated && field.Accessor.GetValue(message) is IMessage { } inner)
            {
                Strip(inner);
                if (inner.CalculateSize() > 0) continue;
            }
            field.Accessor.Clear(message);
        }
    }

    private static IEnumerable<string> Parameters(IMessage message, string prefix, bool snake)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            string name = prefix + (snake ? field.Name : field.JsonName);
            object value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
            {
                foreach (object item in (System.Collections.IList)value)
                    yield return $"{name}={Uri.EscapeDataString(TextOf(item))}";
            }
            else if (value is IMessage inner && !WellKnownTypes.IsText(inner.Descriptor))
            {
                foreach (string parameter in Parameters(inner, name + ".", snake)) yield return parameter;
            }
            else if (field.HasPresence ? field.Accessor.HasValue(message) : !Equals(value, Zero(value)))
            {
                yield return $"{name}={Uri.EscapeDataString(TextOf(value))}";
            }
        }
    }

    private static object Zero(object value) => value is string ? "" : Activator.CreateInstance(value.GetType())!;

    private static string TextOf(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        float.PositiveInfinity or double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IMessage known => JsonFormatter.Default.Format(known).Trim('"'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static void Break(ref byte[] json, Random random)
    {
        if (json.Length == 0) return;
        int at = random.Next(json.Length);
        json = random.Next(4) switch
        {
            0 => json[..at],
            1 => [.. json[..at], .. json[(at + 1)..]],
            2 => [.. json[..at], (byte)random.Next(256), .. json[(at + 1)..]],
            _ => [.. json[..at], (byte)"{}[]\",:\\0e-"[random.Next(11)], .. json[at..]],
        };
    }

    private static MessageDescriptor TypeOf(string name) => Methods
        .SelectMany(method => new[] { method.InputType, method.OutputType }).First(type => type.Name == name);

    private static byte[] Written(IMessage message)
    {
        using var bytes = new PooledBytes();
        JsonAnswers.Write(bytes, message, pretty: false);
        return bytes.Written.ToArray();
    }

    private static IMessage Read(MessageDescriptor type, byte[] json)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        JsonRequest.Read(new ReadOnlySequence<byte>(json), message);
        return message;
    }
}
