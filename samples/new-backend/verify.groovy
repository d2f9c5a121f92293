/*
 * The rules that fail in a new backend are a list of what to do: each is a failed assertion that names the rule, and none is
 * an error of the build, of JUnit, or of the kit.
 */
def reports = new File(basedir, 'generated/backend-acme/target/surefire-reports')
def report = new groovy.xml.XmlSlurper().parse(new File(reports, 'TEST-org.example.acme.BackendTckTest.xml'))
def failures = report.testcase.findAll { it.failure.size() > 0 }
assert report.testcase.size() > 100 : "only ${report.testcase.size()} rules ran"
assert report.testcase.findAll { it.error.size() > 0 }.isEmpty() : 'errors that are no failed rules'
assert failures.size() > 50 : "only ${failures.size()} rules failed in a backend that does nothing"

failures.each {
    def text = it.failure.@message.text()
    assert text ==~ /(?s)HV-\d+ .*\n  seen: .*\n  why the rule: .*\n  look at: .*/ : "not readable: $text"
    assert !(text =~ /NullPointerException|NoClassDefFound|ServiceConfigurationError|ClassCastException/) : text
}
def texts = failures.collect { it.failure.@message.text() }
assert texts.any { it.startsWith('HV-001 ') } : 'a backend that has nothing to test is told so'
assert texts.any { it.startsWith('HV-401 ') && it.contains('to do: write define') } : 'the way to begin is not told'
// What the skeleton does is kept, or the list would be of no use.
assert !texts.any { it =~ /^HV-(101|102|105|106|107|201|202|204|206) / } : 'the skeleton breaks a rule that it should keep'
