using Recsys.Models.Repository;
using Recsys.Pipeline;

namespace Recsys.Server.Models;

/// <summary>Makes a snapshot of a verified model version.</summary>
/// <exception cref="InvalidDataException">The version cannot be used; the message says why.</exception>
internal delegate PipelineSnapshot SnapshotFactory(ModelVersion version);
