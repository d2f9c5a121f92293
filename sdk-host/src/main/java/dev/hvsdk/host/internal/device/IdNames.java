/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.internal.platform.BoundedStream;
import dev.hvsdk.host.root.HostFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of makers and models, from the id databases that the host has.
 *
 * <p>A database has more than 30,000 lines, of which a host needs a few: the file is read as a stream, and nothing but those
 * is kept. Format: pci.ids(5); a maker's line begins with its id, a model's with one tab.
 */
final class IdNames {
    private static final List<String> PCI =
            List.of("/usr/share/hwdata/pci.ids", "/usr/share/misc/pci.ids", "/usr/share/pci.ids");
    private static final List<String> USB =
            List.of("/usr/share/hwdata/usb.ids", "/usr/share/misc/usb.ids", "/var/lib/usbutils/usb.ids");

    /** pci.ids had 1.5 MiB in 2026; what has more than 8 MiB is no id database. */
    private static final int MAX_BYTES = 8 << 20;

    private final Map<Ids, String> models = new HashMap<>();
    private final Map<String, String> makers = new HashMap<>();

    private IdNames() {}

    /**
     * The ids of a model, each in four hex digits.
     *
     * @param vendor the maker's id
     * @param device the model's id
     */
    record Ids(String vendor, String device) {
        static Optional<Ids> of(Optional<String> vendor, Optional<String> device) {
            return vendor.flatMap(first -> device.map(second -> new Ids(first, second)));
        }
    }

    static IdNames ofPci(HostFiles files, Set<Ids> wanted) {
        return read(files, PCI, wanted);
    }

    static IdNames ofUsb(HostFiles files, Set<Ids> wanted) {
        return read(files, USB, wanted);
    }

    private static IdNames read(HostFiles files, List<String> paths, Set<Ids> wanted) {
        Optional<String> database = wanted.isEmpty()
                ? Optional.empty()
                : paths.stream().filter(files::exists).findFirst();
        return database.flatMap(
                        path -> files.stream(path, in -> parse(in, wanted)).value())
                .orElseGet(IdNames::new);
    }

    static IdNames parse(InputStream in, Set<Ids> wanted) throws IOException {
        IdNames names = new IdNames();
        Scanner scanner = new Scanner(names, wanted);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new BoundedStream(in, MAX_BYTES), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && scanner.isUnfinished(); line = lines.readLine()) {
                scanner.accept(line);
            }
        }
        return names;
    }

    /** Maker and model for people; the maker alone where the model is not in the database. */
    Optional<String> find(Ids ids) {
        String maker = makers.get(ids.vendor());
        String model = models.get(ids);
        if (maker == null) {
            return Optional.empty();
        }
        return Optional.of(model == null ? maker : maker + " " + model);
    }

    /** Follows the lines of a database. */
    private static final class Scanner {
        private final IdNames names;
        private final Map<String, Set<String>> wanted = new HashMap<>();
        private String maker = "";
        private boolean classesReached;

        Scanner(IdNames names, Set<Ids> wanted) {
            this.names = names;
            wanted.forEach(ids -> this.wanted
                    .computeIfAbsent(ids.vendor(), key -> new HashSet<>())
                    .add(ids.device()));
        }

        /** After the makers come classes ({@code C 01}), whose ids would be mistaken for those of models. */
        boolean isUnfinished() {
            return !classesReached;
        }

        void accept(String line) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                return;
            }
            if (line.charAt(0) != '\t') {
                maker(line);
            } else if (!maker.isEmpty() && line.length() > 1 && line.charAt(1) != '\t') {
                model(line.substring(1));
            }
        }

        private void maker(String line) {
            classesReached = line.startsWith("C ");
            String id = id(line);
            maker = wanted.containsKey(id) ? id : "";
            if (!maker.isEmpty()) {
                names.makers.put(maker, name(line));
            }
        }

        private void model(String line) {
            String id = id(line);
            if (wanted.getOrDefault(maker, Set.of()).contains(id)) {
                names.models.put(new Ids(maker, id), name(line));
            }
        }

        private static String id(String line) {
            return line.length() > 5 && line.charAt(4) == ' ' ? line.substring(0, 4) : "";
        }

        private static String name(String line) {
            return line.substring(5).strip();
        }
    }
}
