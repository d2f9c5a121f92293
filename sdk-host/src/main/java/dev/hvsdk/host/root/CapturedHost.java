/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.root.Fact.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the facts of a captured host from its {@code host.json} and from links that carry a fact in their text. */
final class CapturedHost {
    static final String HOST_JSON = "/host.json";

    /** The names in /proc/self/ns that tell about containment. */
    static final List<String> NAMESPACES = List.of("pid", "user", "uts", "ipc", "cgroup", "mnt", "net", "time");

    private static final String REMEDY =
            "; capture the host again, or remove host.json to read the tree without the facts that it holds";

    private CapturedHost() {}

    static HostFacts facts(Path directory, HostFiles files) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidCaptureException(directory, "there is no such directory", null);
        }
        RecordedFacts.Builder facts = RecordedFacts.builder();
        NAMESPACES.forEach(
                kind -> NamespaceLink.inode(files, kind).value().ifPresent(inode -> facts.namespace(kind, inode)));
        addJson(directory, files, facts);
        return facts.build();
    }

    private static void addJson(Path directory, HostFiles files, RecordedFacts.Builder facts) {
        Fact<byte[]> json = files.bytes(HOST_JSON, HostJson.MAX_BYTES + 1);
        Optional<Fact.Unknown<byte[]>> problem = json.problem();
        if (problem.isPresent() && problem.get().reason() != Reason.ABSENT) {
            throw new InvalidCaptureException(directory, problem.get().detail() + REMEDY, null);
        }
        try {
            if (json.value().isPresent()) {
                HostJson.read(json.value().get(), facts);
            }
        } catch (HostJson.DamagedException e) {
            throw new InvalidCaptureException(directory, "host.json: " + e.getMessage() + REMEDY, e);
        }
    }
}
