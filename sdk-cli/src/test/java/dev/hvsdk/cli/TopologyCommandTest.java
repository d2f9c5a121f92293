/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyCommandTest {
    private static final String HOST = Run.host("linux-vtd-vfs");

    @TempDir
    Path directory = Path.of("");

    @Test
    void outlinesTheHostWhereNothingElseIsAskedFor() {
        Run run = Run.hv("topology", "--root", HOST);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .startsWith("QEMU Standard PC (Q35 + ICH9, 2009)", "  Guest of QEMU")
                .containsSubsequence(
                        "  IOMMU group 11",
                        "    0000:02:00.0  1b36:0010, storage, driver nvme, 2 of 4 virtual functions [unknown: which disk the host starts from is not known: make sure that it is not behind this device; then assign its virtual functions instead, or set their number to 0; bind 0000:02:00.0 to vfio-pci]",
                        "      2 virtual functions: 1b36:0010, storage, no driver [preparable]",
                        "        0000:02:00.1  group 12",
                        "        0000:02:00.2  group 13");
    }

    @Test
    void coloursTheMarksAndKeepsTheirWords() {
        Run run = Run.hv("topology", "--color", "always", "--root", HOST);

        assertThat(run.out()).contains("\u001b[32m[ready]\u001b[0m", "\u001b[2m[platform]\u001b[0m");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80})
    void staysWithinTheWidthOfTheTerminal(int columns) {
        assertThat(Run.withColumns(columns, "topology", "--root", HOST).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @ParameterizedTest
    @CsvSource({"svg, <svg ", "html, <html ", "dot, digraph topology {", "HTML, <!DOCTYPE html>"})
    void printsThePictureThatIsAskedFor(String format, String beginning) {
        Run run = Run.hv("topology", "--format", format, "--root", HOST);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(beginning).contains("0000:02:00.1");
    }

    @ParameterizedTest
    @CsvSource({
        "host.svg, '', <svg ",
        "host.html, '', <!DOCTYPE html>",
        "host.HTM, '', <!DOCTYPE html>",
        "host.dot, '', digraph",
        "host.gv, '', digraph",
        "host.txt, '', QEMU",
        "host.page, html, <!DOCTYPE html>"
    })
    void takesTheFormFromTheNameOfTheFile(String name, String format, String beginning) throws IOException {
        Path file = directory.resolve(name);
        Run run = format.isEmpty()
                ? Run.hv("topology", "--root", HOST, "-o", file.toString())
                : Run.hv("topology", "--root", HOST, "-o", file.toString(), "--format", format);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Wrote the picture to ").hasLineCount(1);
        assertThat(Files.readString(file)).startsWith(beginning);
    }

    @Test
    void replacesAFileOnlyWhenItIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("host.svg"), "mine");

        Run refused = Run.hv("topology", "--root", HOST, "-o", file.toString());
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("is there already").hasLineCount(1);
        assertThat(file).hasContent("mine");

        assertThat(Run.hv("topology", "--root", HOST, "-o", file.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).startsWith("<svg ");
    }

    @Test
    void replacesNoSocketAndWritesWhereALinkLeads() throws IOException {
        Path socket = directory.resolve("socket.svg");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));

            Run refused = Run.hv("topology", "--root", HOST, "-o", socket.toString(), "--force");

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("is a device or a pipe");
            assertThat(Files.isRegularFile(socket)).isFalse();
        }
        Path file = Files.writeString(directory.resolve("real.svg"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("link.svg"), file);

        assertThat(Run.hv("topology", "--root", HOST, "-o", link.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).startsWith("<svg ");
    }

    @Test
    void asksForTheFormWhereTheNameDoesNotTellIt() {
        Run run = Run.hv(
                "topology", "--root", HOST, "-o", directory.resolve("host.pdf").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("end it with .svg, .html, .dot or .txt, or add --format")
                .hasLineCount(1);
    }

    @Test
    void namesTheFormsThatThereAre() {
        Run run = Run.hv("topology", "--format", "png");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("text, svg, html, dot").contains("'png'");
        assertThat(Run.hv("topology", "--help").out()).contains("text, svg, html, dot;");
        assertThat(Run.hv("generate-completion").out()).containsPattern("text\\W+svg\\W+html\\W+dot");
    }
}
