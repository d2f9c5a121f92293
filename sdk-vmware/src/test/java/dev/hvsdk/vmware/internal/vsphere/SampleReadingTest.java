/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.vmware.VsphereCounter;
import dev.hvsdk.vmware.VsphereSample;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Reply;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class SampleReadingTest {
    private static final String NUMBERS = counter(2, "cpu", "usage", "average", "percent", "rate")
            + counter(14, "cpu", "used", "summation", "millisecond", "delta")
            + counter(173, "virtualDisk", "read", "average", "kiloBytesPerSecond", "rate");

    private static String counter(int key, String group, String name, String rollup, String unit, String kind) {
        return "<PerfCounterInfo><key>" + key + "</key><nameInfo><label>L</label><summary>What it is</summary><key>"
                + name
                + "</key></nameInfo><groupInfo><key>" + group + "</key></groupInfo><unitInfo><key>" + unit
                + "</key></unitInfo><rollupType>" + rollup + "</rollupType><statsType>" + kind
                + "</statsType></PerfCounterInfo>";
    }

    private static String series(int counter, String instance, String values) {
        return "<value xsi:type='PerfMetricIntSeries'><id><counterId>" + counter + "</counterId><instance>" + instance
                + "</instance></id>" + values + "</value>";
    }

    private static String value(long value) {
        return "<value>" + value + "</value>";
    }

    private static Element parse(String xml) throws XMLStreamException {
        String envelope = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><e:Body><all>" + xml
                + "</all></e:Body></e:Envelope>";
        return Reply.read(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    private static final String INFO =
            "<sampleInfo><timestamp>2026-01-01T00:00:20Z</timestamp><interval>20</interval></sampleInfo>";

    private static Counters counters() throws XMLStreamException {
        return new Counters(parse(NUMBERS));
    }

    private static VsphereSample read(String xml) throws XMLStreamException {
        return new SampleReading(counters()).of(parse(xml)).orElseThrow();
    }

    @Test
    void namesCountersAsVmwaresDocumentsDo() throws XMLStreamException {
        assertThat(counters().all())
                .containsExactly(
                        new VsphereCounter("cpu.usage.average", "percent", "rate", "What it is"),
                        new VsphereCounter("cpu.used.summation", "millisecond", "delta", "What it is"),
                        new VsphereCounter("virtualDisk.read.average", "kiloBytesPerSecond", "rate", "What it is"));
        assertThat(counters().number("cpu.used.summation")).contains(14L);
        assertThat(counters().number("cpu.used.average")).isEmpty();
    }

    @Test
    void givesPercentsTheirPoint() throws XMLStreamException {
        VsphereSample sample = read(INFO + series(2, "", value(1234)) + series(14, "", value(1234)));
        assertThat(sample.time()).isEqualTo(Instant.parse("2026-01-01T00:00:20Z"));
        assertThat(sample.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(sample.find("cpu.usage.average")).contains(new BigDecimal("12.34"));
        assertThat(sample.find("cpu.used.summation")).contains(new BigDecimal("1234"));
    }

    @Test
    void keepsThePartsOfAGuestFromTheWhole() throws XMLStreamException {
        VsphereSample sample = read(
                INFO + series(173, "scsi0:0", value(5)) + series(173, "scsi0:1", value(7)) + series(2, "", value(1)));
        assertThat(sample.find("virtualDisk.read.average")).isEmpty();
        assertThat(sample.parts("virtualDisk.read.average"))
                .isEqualTo(Map.of("scsi0:0", new BigDecimal(5), "scsi0:1", new BigDecimal(7)));
        assertThat(sample.parts("cpu.usage.average")).isEmpty();
    }

    @Test
    void takesTheNewestOfSeveralSamples() throws XMLStreamException {
        VsphereSample sample = read(INFO.replace("00:20Z", "00:00Z") + INFO + series(14, "", value(1) + value(2)));
        assertThat(sample.time()).isEqualTo(Instant.parse("2026-01-01T00:00:20Z"));
        assertThat(sample.find("cpu.used.summation")).contains(new BigDecimal(2));
    }

    @Test
    void leavesOutWhatTheServerHasNotMeasuredAndWhatItNeverTold() throws XMLStreamException {
        VsphereSample sample =
                read(INFO + series(2, "", value(-1)) + series(14, "0", value(3)) + series(999, "", value(3)));
        assertThat(sample.metrics()).hasSize(1);
        assertThat(sample.parts("cpu.used.summation")).containsOnlyKeys("0");
    }

    @Test
    void tellsASeriesThatCameTwiceOnce() throws XMLStreamException {
        assertThat(read(INFO + series(14, "", value(3)) + series(14, "", value(3)))
                        .metrics())
                .hasSize(1);
    }

    @Test
    void hasNoSampleOfAGuestThatHasOnlyJustStarted() throws XMLStreamException {
        SampleReading reading = new SampleReading(counters());
        assertThat(reading.of(parse("<entity type='VirtualMachine'>vm-1</entity>")))
                .isEmpty();
        assertThat(reading.of(parse(INFO + series(14, "", "")))).isEmpty();
        assertThat(reading.of(parse(series(14, "", value(3))))).isEmpty();
    }
}
