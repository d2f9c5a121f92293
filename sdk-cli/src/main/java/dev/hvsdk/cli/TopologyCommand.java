/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.topology.HostTopology;
import dev.hvsdk.host.topology.PictureFormat;
import dev.hvsdk.spi.support.FileWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the machine. */
@Command(
        name = "topology",
        description = {
            "Draw this machine: its sockets and NUMA nodes, the IOMMU groups with their devices and drivers, virtual functions under "
                    + "the function that they are a part of, and what stands in the way of giving each to a guest.",
            "",
            "A device is marked by a word, a shape and a colour. ready: can be given now. preparable: can be given once what stands in "
                    + "the way is done. blocked: something outside of the device has to change first. platform: a bridge and the like, "
                    + "which no guest is given. 'hv devices' has the whole reasons and what to do.",
            "",
            "A page (html) and a picture (svg) are whole in one file, to be printed or mailed: no script, nothing is fetched, light and "
                    + "dark. A graph (dot) is for Graphviz. Pictures hold no host name, no serial number and no network address."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv topology                              as text",
            "  hv topology -o host.html                 a page; the form follows from the name",
            "  hv topology --root captured -o host.svg  a host that was captured",
            "  hv topology --format dot | dot -Tpdf -o host.pdf"
        })
final class TopologyCommand implements Callable<Integer> {
    /** For help and completion. */
    static final class Forms implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(PictureFormat.values()).map(PictureFormat::id).iterator();
        }
    }

    private final Session session;

    @Mixin
    private final RootOptions root = new RootOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli reads it
    private final HelpOption help = new HelpOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 10,
            completionCandidates = Forms.class,
            description = "${COMPLETION-CANDIDATES}; the default is what the name of FILE ends with, and else text.")
    private @Nullable PictureFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 11,
            description = "Write it to FILE and not to standard output.")
    private @Nullable Path file;

    @Option(names = "--force", order = 12, description = "Replace FILE if it is there.")
    private boolean force;

    TopologyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (file == null) {
            print(format == null ? PictureFormat.TEXT : format);
        } else {
            write(file, format == null ? formatOf(file) : format);
        }
        return ExitCode.OK;
    }

    private void print(PictureFormat form) {
        String picture = HostTopology.of(root.host()).picture(form);
        if (form == PictureFormat.TEXT) {
            TopologyPage.show(session.page(), picture);
        } else {
            session.terminal().out().print(picture);
        }
    }

    private void write(Path name, PictureFormat form) {
        NewFile target = NewFile.at(name, force);
        target.check();
        String picture = HostTopology.of(root.host()).picture(form);
        target.write(beside -> {
            try {
                Files.writeString(beside, picture, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new FailureException(name + " cannot be written: " + FileWork.why(e), e);
            }
        });
        session.page().line(0, Span.of("Wrote the picture to "), new Span(name.toString(), Tone.STRONG));
    }

    private static PictureFormat formatOf(Path name) {
        String text = name.toString().toLowerCase(Locale.ROOT);
        return Stream.of(PictureFormat.values())
                .filter(form -> text.endsWith("." + form.id()))
                .findFirst()
                .orElseGet(() -> otherwise(name, text));
    }

    private static PictureFormat otherwise(Path name, String text) {
        if (text.endsWith(".txt")) {
            return PictureFormat.TEXT;
        }
        if (text.endsWith(".htm")) {
            return PictureFormat.HTML;
        }
        if (text.endsWith(".gv")) {
            return PictureFormat.DOT;
        }
        throw new UsageException(
                "'" + name
                        + "' does not say in which form to draw: end it with .svg, .html, .dot or .txt, or add --format",
                null);
    }
}
