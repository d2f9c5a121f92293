/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.spi.support.FileWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Writes what the SDK reads of a host into a directory, so that the host can be looked at elsewhere and later.
 *
 * <p>Only what stands in an allow-list is kept: of the kernel command line the parameters of virtualization, of an environment
 * only {@code container*}, of DMI no serial number. Host names and addresses of the network are not captured. Needs no
 * privilege; as root the capture holds firmware tables and registers too. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostCapture {
    private static final Pattern UEVENT_IDS = Pattern.compile("PCI_ID=(\\w{4}):(\\w{4})");
    private static final Pattern ID = Pattern.compile("(?:0x)?(\\w{4})");

    private final HostRoot host;
    private final boolean masked;

    private HostCapture(HostRoot host, boolean masked) {
        this.host = host;
        this.masked = masked;
    }

    /** A capture of this host, live or captured before. */
    public static HostCapture of(HostRoot host) {
        return new HostCapture(host, false);
    }

    /** The same capture with serial numbers left out, and UUIDs and MAC addresses replaced by made-up ones. */
    public HostCapture maskingIdentifiers() {
        return new HostCapture(host, true);
    }

    /**
     * Writes the capture.
     *
     * @param directory an empty directory, or one that does not exist yet
     * @throws Conflict if there is something in the directory already
     * @throws HostFailure if the directory cannot be written
     */
    public CaptureReport write(Path directory) {
        try {
            Files.createDirectories(directory);
            requireEmpty(directory);
            return new Run(directory).write();
        } catch (IOException e) {
            throw new HostFailure(
                    ErrorDetails.builder("the capture cannot be written into " + directory + ": " + FileWork.why(e))
                            .operation("capture")
                            .cause(e)
                            .build());
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            if (entries.iterator().hasNext()) {
                throw new Conflict(ErrorDetails.builder("the directory " + directory
                                + " is not empty; name an empty one, or one that does not exist yet")
                        .operation("capture")
                        .build());
            }
        }
    }

    /** One writing of a capture. */
    private final class Run {
        private final Path directory;
        private final CaptureTree tree;
        private final IdentifierMask mask = masked ? IdentifierMask.create() : IdentifierMask.none();
        private final CaptureFilter filter = new CaptureFilter();
        private final CaptureWalk walk;
        private final List<Limitation> limitations = new ArrayList<>();

        Run(Path directory) {
            this.directory = directory;
            tree = new CaptureTree(directory);
            walk = new CaptureWalk(host.files(), tree, mask);
        }

        CaptureReport write() throws IOException {
            tree.file(CapturedHost.HOST_JSON, FactsJson.write(host, mask));
            for (CaptureRule rule : CaptureRule.all()) {
                for (String path : walk.expand(rule.pattern())) {
                    capture(rule, path);
                }
            }
            if (tree.isFull()) {
                limitations.add(
                        new Limitation("the host has more than a capture holds", "capture it as root in parts"));
            }
            return new CaptureReport(directory, tree.entries(), limitations);
        }

        private void capture(CaptureRule rule, String path) throws IOException {
            switch (rule.kind()) {
                case FILE -> file(rule, path);
                case IDENTIFIER -> {
                    if (!masked) {
                        file(rule, path);
                    }
                }
                case LINK -> {
                    Optional<String> location = walk.locate(path);
                    if (location.isPresent()) {
                        walk.makeLink(location.get());
                    }
                }
                case DIR -> directory(path);
                case THERE -> there(path);
            }
        }

        private void file(CaptureRule rule, String path) throws IOException {
            Fact<byte[]> content = host.files().bytes(path, CaptureFilter.limit(rule.filter()));
            content.problem()
                    .filter(problem -> problem.reason() == Reason.DENIED)
                    .ifPresent(problem -> limitations.add(new Limitation(problem.detail(), host.denialRemedy())));
            Optional<String> location = content.isKnown() ? walk.follow(path) : Optional.empty();
            if (location.isPresent()) {
                tree.file(
                        mask.apply(location.get()),
                        filtered(rule, path, content.value().orElseThrow()));
            }
        }

        private byte[] filtered(CaptureRule rule, String path, byte[] content) {
            if (rule.filter().equals("table") || rule.filter().startsWith("first-")) {
                return content;
            }
            String text = filter.apply(rule.filter(), new String(content, StandardCharsets.ISO_8859_1));
            noteIds(path, text.strip());
            String masked = path.endsWith("/cgroup") ? mask.applyToGroups(text) : mask.apply(text);
            return masked.getBytes(StandardCharsets.ISO_8859_1);
        }

        private void noteIds(String path, String text) {
            Matcher ids = (path.endsWith("/uevent") ? UEVENT_IDS : ID).matcher(text);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (List.of("vendor", "device", "idVendor", "idProduct", "uevent").contains(name) && ids.find()) {
                for (int group = 1; group <= ids.groupCount(); group++) {
                    filter.know(ids.group(group));
                }
            }
        }

        private void directory(String path) throws IOException {
            if (host.files().list(path).isKnown()) {
                Optional<String> location = walk.follow(path);
                if (location.isPresent()) {
                    tree.directory(mask.apply(location.get()));
                }
            }
        }

        private void there(String path) throws IOException {
            if (!host.files().exists(path)) {
                return;
            }
            if (host.files().list(path).isKnown()) {
                directory(path);
                return;
            }
            Optional<String> location = walk.follow(path);
            if (location.isPresent()) {
                tree.file(mask.apply(location.get()), new byte[0]);
            }
        }
    }
}
