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

    /** A captured host has one of them at least. */
    private static final List<String> CONTENTS = List.of(HOST_JSON, "/proc", "/sys");

    private static final String REMEDY =
            "; capture the host again, or remove host.json to read the tree without the facts that it holds";

    private CapturedHost() {}

    static HostFacts facts(Path directory, HostFiles files) {
        if (!Files.isDirectory(directory)) {
            String problem = Files.exists(directory) ? "it is no directory" : "there is no such directory";
            throw new InvalidCaptureException(directory, problem, null);
        }
        if (!Files.isExecutable(directory)) {
            throw new InvalidCaptureException(directory, "this program may not look into it", null);
        }
        if (CONTENTS.stream().noneMatch(files::exists)) {
            // Any directory would do otherwise, and a typing error would read as a machine of which nothing is known.
            throw new InvalidCaptureException(directory, "it holds none of host.json, proc and sys", null);
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
