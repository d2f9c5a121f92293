/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hvsdk.host.root.InvalidCaptureException;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one or several x86 CPUs answered to CPUID, and the registers that were dumped with it.
 *
 * <pre>{@code
 * CpuidDump dump = CpuidDump.read(Path.of("cpuid.txt"));
 * HostInspector.of(dump.cpus().get(0).host()).features();
 * }</pre>
 *
 * <p>The format is recognised by the content ({@link DumpFormat}). Lines of no format are passed over, as headings and remarks are; a line that
 * begins as one of the format and is none is an error with its number. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CpuidDump {
    /** A dump of 256 CPUs has 3 MiB. */
    static final int MAX_BYTES = 16 << 20;

    /** No line of a format is longer, whatever is remarked behind it. */
    private static final int MAX_LINE = 400;

    private static final List<DumpLines> FORMATS =
            List.of(new CpuidToolLines(), new LibcpuidLines(), new AidaLines(), new XenCpuidLines());

    private final DumpFormat format;
    private final List<DumpedCpu> cpus;

    private CpuidDump(DumpFormat format, List<DumpedCpu> cpus) {
        this.format = format;
        this.cpus = cpus;
    }

    /**
     * Reads a file, or a pipe to its end.
     *
     * @throws InvalidDumpException if it cannot be read, is larger than 16 MiB, is of no known format, or has a broken line
     */
    public static CpuidDump read(Path file) {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            return parse(name, in.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            throw InvalidDumpException.of(name, "there is no such file", e);
        } catch (IOException e) {
            throw InvalidDumpException.of(name, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads what stands in memory.
     *
     * @param name what errors call it
     * @throws InvalidDumpException as {@link #read}
     */
    public static CpuidDump parse(String name, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw InvalidDumpException.of(name, "it is larger than " + (MAX_BYTES >> 20) + " MiB", null);
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
        CpuidDump dump = switch (first) {
            case '{' -> new CpuidDump(DumpFormat.HOST_JSON, json(name, content));
            case '<' -> new CpuidDump(DumpFormat.LIBVIRT, LibvirtXml.read(name, text));
            default -> lines(name, text);
        };
        if (dump.cpus.isEmpty()) {
            throw InvalidDumpException.of(name, "it holds no leaf of CPUID", null);
        }
        return dump;
    }

    private static List<DumpedCpu> json(String name, byte[] content) {
        try {
            RecordedFacts facts = RecordedFacts.ofJson(content);
            return facts.cpuid(0, 0).isKnown() || facts.cpuid(1, 0).isKnown()
                    ? List.of(new DumpedCpu(DumpBuilder.numbered(0), facts))
                    : List.of();
        } catch (InvalidCaptureException e) {
            throw damaged(name, e);
        }
    }

    private static InvalidDumpException damaged(String name, InvalidCaptureException e) {
        String problem = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
                return InvalidDumpException.of(name, json.getLocation().getLineNr(), String.valueOf(problem), e);
            }
        }
        return InvalidDumpException.of(name, String.valueOf(problem), e);
    }

    private static CpuidDump lines(String name, String text) {
        List<String> lines = text.lines().map(CpuidDump::shortened).toList();
        DumpLines format = recognised(lines)
                .orElseThrow(() -> InvalidDumpException.of(
                        name,
                        "it has no line of 'cpuid -r', libcpuid, AIDA64 or 'xen-cpuid -p', and is neither libvirt's cpudata nor a "
                                + "host.json; make one with 'cpuid -r'",
                        null));
        DumpBuilder dump = new DumpBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (format.claims(line) && !format.read(line, dump)) {
                throw InvalidDumpException.of(name, i + 1, problem(format, line, dump), null);
            }
        }
        return new CpuidDump(format.format(), dump.build());
    }

    private static Optional<DumpLines> recognised(List<String> lines) {
        return lines.stream()
                .flatMap(line -> FORMATS.stream().filter(format -> format.claims(line)))
                .findFirst();
    }

    private static String problem(DumpLines format, String line, DumpBuilder dump) {
        if (dump.isOverfull()) {
            return "there are more CPUs than the " + DumpBuilder.MAX_CPUS + " that are read";
        }
        String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
        return "'" + shown.strip() + "' is broken; a line of " + format.format().displayName() + " is '"
                + format.example().strip() + "'";
    }

    private static String shortened(String line) {
        return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
    }

    /** How it is written. */
    public DumpFormat format() {
        return format;
    }

    /** The CPUs, at least one, in the order of the dump. */
    public List<DumpedCpu> cpus() {
        return cpus;
    }
}
