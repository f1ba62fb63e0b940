# frozen_string_literal: true

# Runs every test here and ends with how many passed and failed.

require 'minitest'
require 'stringio'

Dir[File.join(__dir__, '*_test.rb')].sort.each { |file| require file }

# The same order every time.
seed = 20_260_401
Minitest.seed = seed

report = StringIO.new
summary = Minitest::SummaryReporter.new(report)
reporter = Minitest::CompositeReporter.new(summary)
reporter.start
Minitest.__run(reporter, { seed: seed })
reporter.report
Scripted.stop
failed = summary.failures + summary.errors
warn report.string if failed.positive?
puts "#{summary.skips} skipped: no server is named for them" if summary.skips.positive?
puts "#{summary.count - failed - summary.skips} passed, #{failed} failed"
exit(failed.zero? ? 0 : 1)
