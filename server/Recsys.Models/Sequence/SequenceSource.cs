using System.Text;

namespace Recsys.Models.Sequence;

/// <summary>TorchScript of the sequential model: SASRec (Kang and McAuley, 2018), the norms before each part.</summary>
internal static class SequenceSource
{
    private const string Head = """
        def states(self, items: Tensor, positions: Tensor, order: Tensor, keep: Tensor) -> Tensor:
            h = torch.embedding(self.item_embedding, items.reshape(-1), -1, False, True)
            h = h.reshape(items.size(0), items.size(1), h.size(1)) * float(h.size(1)) ** 0.5
            h = (h + torch.embedding(self.position_embedding, positions).unsqueeze(0)) * keep
            hidden = torch.eq(items, self.item_embedding.size(0) - 1).to(h.dtype).unsqueeze(1) * -1e9
            hidden = hidden + order.unsqueeze(0)

        """;

    private const string Block = """
            z = torch.layer_norm(h, [h.size(2)], self.first_scale_N, self.first_shift_N, 1e-5)
            q = torch.linear(z, self.query_weight_N, self.query_bias_N)
            k = torch.linear(z, self.key_weight_N, self.key_bias_N)
            v = torch.linear(z, self.value_weight_N, self.value_bias_N)
            a = torch.softmax(torch.matmul(q, k.transpose(1, 2)) * (1.0 / float(h.size(2)) ** 0.5) + hidden, 2)
            h = h + torch.linear(torch.matmul(a, v), self.attended_weight_N, self.attended_bias_N)
            z = torch.layer_norm(h, [h.size(2)], self.second_scale_N, self.second_shift_N, 1e-5)
            z = torch.relu(torch.linear(z, self.inner_weight_N, self.inner_bias_N))
            h = h + torch.linear(z, self.outer_weight_N, self.outer_bias_N)

        """;

    // Softmax over the candidates; log_chance takes out how likely each was to be among them.
    private const string Tail = """
            return torch.layer_norm(h, [h.size(2)], self.last_scale, self.last_shift, 1e-5)

        def loss(self, items: Tensor, positions: Tensor, order: Tensor, keep: Tensor, keep_last: Tensor, at: Tensor,
                 candidates: Tensor, log_chance: Tensor, targets: Tensor) -> Tensor:
            h = self.states(items, positions, order, keep) * keep_last
            h = h.reshape(-1, h.size(2)).index_select(0, at)
            c = torch.embedding(self.item_embedding, candidates, -1, False, True)
            logits = torch.matmul(h, c.t()) - log_chance.unsqueeze(0)
            return -torch.mean(torch.log_softmax(logits, 1).gather(1, targets.unsqueeze(1)))

        def forward(self, items: Tensor, positions: Tensor, order: Tensor) -> Tensor:
            keep = torch.ones([1, 1, 1], device=order.device)
            return self.states(items, positions, order, keep).select(1, items.size(1) - 1)

        """;

    /// <summary>The methods for a number of blocks.</summary>
    public static string Of(int blocks)
    {
        var text = new StringBuilder(Head);
        for (int block = 1; block <= blocks; block++)
            text.Append(Block.Replace("_N", $"_{block}", StringComparison.Ordinal));
        return text.Append(Tail).ToString();
    }
}
